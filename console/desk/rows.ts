// The loaded orders, and how news gets into them without moving anything. Pure.
import type { Answered, Item } from '../../src/outside/client/index.ts'

/** `brief`: its newest version is known in short only, until the whole row comes. `exact`: what is searched for names it. */
export type Order = Item<'GET /api/orders'> & { brief?: boolean; exact?: boolean }
export type Whole = Answered<'GET /api/orders/{id}'>
export type Page = { items: Order[]; next: string | null; list: string }
export type Pages = { pages: Page[]; pageParams: unknown[] }

/** What the server told of an order in an answer to a command. */
export type Brief = Pick<
  Order,
  | 'id'
  | 'version'
  | 'status'
  | 'fulfilment'
  | 'payment'
  | 'aftersales'
  | 'queue'
  | 'step'
  | 'restWaitsFor'
  | 'units'
  | 'toSend'
  | 'toAllocate'
  | 'toRelease'
  | 'total'
>

/** Each once, where it stands first: what is named outright stands in its place too, and others may have moved between pages. */
export function ordersOf(pages: Pages | undefined): Order[] {
  const orders = new Map<string, Order>()
  for (const { items } of pages?.pages ?? [])
    for (const order of items) if (!orders.has(order.id)) orders.set(order.id, order)
  return [...orders.values()]
}

/** A page as the server answered it, what the search names outright first. */
export function pageOf({ exact, items, next }: Answered<'GET /api/orders'>, list: string): Page {
  return { items: [...exact.map((order) => ({ ...order, exact: true })), ...items], next, list }
}

/**
 * Puts newer versions in the place of older ones, and leaves the rest as it is: a row is drawn again only when it changed. An
 * answer that was overtaken by a later one changes nothing.
 */
export function merged(pages: Pages, fresh: readonly (Order | Omit<Order, 'locations'>)[]): Pages {
  return replaced(pages, fresh, (order, other) => {
    const newer = other.version > order.version
    if (!newer && !(order.brief && other.version === order.version)) return order
    const { brief: _, ...known } = order
    return { ...known, ...other }
  })
}

/** The same for short answers: what they do not tell stays until the whole row comes. */
export function briefed(pages: Pages, fresh: readonly Brief[]): Pages {
  return replaced(pages, fresh, (order, other) =>
    other.version > order.version ? { ...order, ...other, brief: true } : order,
  )
}

function replaced<T extends { id: string }>(
  pages: Pages,
  fresh: readonly T[],
  take: (order: Order, other: T) => Order,
): Pages {
  const byId = new Map(fresh.map((order) => [order.id, order]))
  let changed = false
  const next = pages.pages.map((page) => {
    const items = page.items.map((order) => {
      const other = byId.get(order.id)
      return other ? take(order, other) : order
    })
    if (items.every((order, index) => order === page.items[index])) return page
    changed = true
    return { ...page, items }
  })
  return changed ? { ...pages, pages: next } : pages
}

/**
 * How many of these, the list's first orders as they are now, came in since it was loaded. Those behind the last known one are
 * none: they only moved up when others left, unless the list is loaded to its end.
 */
export function unseen(pages: Pages, fresh: readonly Order[]): number {
  const loaded = new Set(ordersOf(pages).map(({ id }) => id))
  const known = fresh.findLastIndex(({ id }) => loaded.has(id))
  const whole = pages.pages.at(-1)?.next === null
  const counted = known < 0 || whole ? fresh : fresh.slice(0, known)
  return counted.filter(({ id }) => !loaded.has(id)).length
}

/** A whole order as a row of the list. Where its stock lies is not in it, and stays as it was. */
export function rowOf({ lines, together = [], ...order }: Whole): Omit<Order, 'locations'> {
  const [first] = lines
  const left = (line: Whole['lines'][number]) => line.ordered - line.cancelled
  return {
    ...order,
    together,
    lineCount: lines.length,
    first: first ? { sku: first.sku, name: first.name, quantity: left(first) } : null,
  }
}
