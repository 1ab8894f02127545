// What the address of the desk says, and what the server is asked for it. Pure.
import type { Answered, Given } from '../../src/outside/client/index.ts'
import type { Search } from '../app/addresses.ts'

/** The queues that the server counts; which order stands in which is its answer alone. */
export type Bucket = keyof Answered<'GET /api/orders/counts'>['buckets']
/** As they stand beside each other: what is late first, then the way of an order. The compiler names a missing one. */
const inOrder: Record<Bucket, true> = {
  late: true,
  to_confirm: true,
  waiting: true,
  to_release: true,
  in_warehouse: true,
  shipped: true,
  delivered: true,
  held: true,
  cancelled: true,
}
export const buckets = Object.keys(inOrder) as Bucket[]

/** What narrows the list beside the bucket and the words, each shown as something that can be taken away. */
export const filterKeys = [
  'channel',
  'payment',
  'aftersales',
  'country',
  'from',
  'to',
  'sku',
  'customer',
  'list',
  'status',
  'fulfilment',
  'held',
  'hold',
  'reached',
  'late',
] as const satisfies readonly (keyof Search<'/orders'>)[]
export type FilterKey = (typeof filterKeys)[number]

export const sorts = ['newest', 'oldest', 'promise', 'total_high', 'total_low'] as const
export type Sort = (typeof sorts)[number]

type Asked = NonNullable<Given<'GET /api/orders'>['query']>
export type ListQuery = Omit<Asked, 'cursor' | 'limit'>
export type Filter = Omit<ListQuery, 'sort'>

/** Whether there is such a queue. */
export function isQueue(bucket: string): boolean {
  return buckets.some((one) => one === bucket)
}

export function bucketOf(params: Search<'/orders'>): Bucket | 'all' {
  return buckets.find((bucket) => bucket === params.bucket) ?? 'all'
}

export function sortOf(params: Search<'/orders'>): Sort {
  // What is late first: the bucket of late orders begins with the worst.
  const own = bucketOf(params) === 'late' ? 'promise' : 'newest'
  return sorts.find((sort) => sort === params.sort) ?? own
}

/** The server's filter. A day in the address becomes its first moment here, and `to` the end of its day. */
export function filterOf(params: Search<'/orders'>): Filter {
  const bucket = bucketOf(params)
  const q = params.q?.trim()
  const given: Record<string, string> = {}
  if (bucket !== 'all') given.bucket = bucket
  if (q) given.q = q
  for (const key of filterKeys) {
    const value = params[key]
    if (value) given[key] = value
  }
  if (given.from) given.from = momentOf(given.from, 0)
  if (given.to) given.to = momentOf(given.to, 1)
  return given as Filter
}

export function queryOf(params: Search<'/orders'>): ListQuery {
  return { ...filterOf(params), sort: sortOf(params) }
}

/** The first moment of a local day, or of the day after it; a whole time stays as it is. */
function momentOf(text: string, daysLater: 0 | 1): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return text
  const [, year, month, day] = parts.map(Number)
  return new Date(year ?? 0, (month ?? 1) - 1, (day ?? 1) + daysLater).toISOString()
}

/** Which filters are set, in their order. */
export function chosen(params: Search<'/orders'>): { key: FilterKey; value: string }[] {
  return filterKeys.flatMap((key) => {
    const value = params[key]
    return value ? [{ key, value }] : []
  })
}

/** What takes every filter away; the bucket stays. */
export const nothingChosen: Search<'/orders'> = Object.fromEntries(
  [...filterKeys, 'q'].map((key) => [key, undefined]),
)
