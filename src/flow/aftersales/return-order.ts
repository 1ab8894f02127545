import { maySee } from '../../base/http/index.ts'
import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { locations } from '../../ground/stock/index.ts'
import { type Performed, perform } from '../../orders/index.ts'
import { type Matching, writeReturns } from './receive.ts'
import type { ReceivedReturn } from './return.ts'
import type { Return } from './returns.sql.ts'

/** Pieces of one order that came back. `locations` and `channels` are the caller's; null is all. */
export type ReturnRequest = {
  id: string
  orderId: string
  pieces: { line: number; quantity: number }[]
  reason: string
  condition?: string | undefined
  restock: boolean
  location?: string | undefined
  reference?: string | undefined
  by: string
  command: string
  ifVersion: number | null
  channels: readonly string[] | null
  locations: readonly string[] | null
}

/**
 * Returns pieces of orders and writes the returns: each completely, or refused by its order (not_found, version_mismatch, held,
 * wrong_status, unknown_line, not_enough) or for its location (unknown_location). The credit is exactly what the returned units
 * cost. Without a location the goods go to the caller's first one in use. Limit: 5,000.
 */
export async function returnFromOrders(
  tx: Tx,
  batch: readonly ReturnRequest[],
  at: Date,
): Promise<(Return | Refusal)[]> {
  const known = (await locations(tx)).filter(({ active }) => active).map(({ code }) => code)
  const shelves = batch.map((request) => shelfOf(request, known))
  const possible = batch.flatMap((request, index) => {
    const shelf = shelves[index] as Shelf | Refusal
    return isRefusal(shelf) ? [] : [{ request, shelf }]
  })
  const performed = await perform(tx, possible.map(commandFor), at)
  const taken = possible.flatMap(({ request, shelf }, index) => {
    const outcome = performed[index] as Performed | Refusal
    return isRefusal(outcome) ? [] : [{ request, ...receivedFrom(request, shelf, outcome, at) }]
  })
  const returns = await writeTaken(tx, taken, at)
  const answers = performed.map((outcome) => (isRefusal(outcome) ? outcome : null)).values()
  const written = returns.values()
  return shelves.map((shelf) =>
    isRefusal(shelf) ? shelf : (answers.next().value ?? (written.next().value as Return)),
  )
}

type Shelf = { location: string | undefined }

/** Where the goods go: nowhere, the location named, or the caller's first. */
function shelfOf(
  { restock, location, locations: mine }: ReturnRequest,
  known: readonly string[],
): Shelf | Refusal {
  if (!restock) return { location: undefined }
  const usable = known.filter((code) => maySee(mine, code))
  const found = location === undefined ? usable[0] : usable.find((code) => code === location)
  return found === undefined
    ? refuse('unknown_location', { location: location ?? null }, '/location')
    : { location: found }
}

function commandFor({ request, shelf }: { request: ReturnRequest; shelf: Shelf }) {
  const { id, orderId, pieces, reason, by, command, ...limits } = request
  const { ifVersion, channels, locations } = limits
  const asked = { type: 'return', reason, pieces, restockedAt: shelf.location, return: id } as const
  return { orderId, command: asked, by, commandId: command, ifVersion, channels, locations }
}

/** The return that follows from the order's fact, completely matched to the order. */
function receivedFrom(
  { id, reason, condition, reference }: ReturnRequest,
  shelf: Shelf,
  { order, fact }: Performed,
  at: Date,
): { received: ReceivedReturn; matching: Matching } {
  const pieces = fact.type === 'order.returned' ? fact.data.pieces : []
  const lines = pieces.map(({ line, quantity, credit }) => ({
    sku: order.lines.find((other) => other.line === line)?.sku ?? null,
    quantity,
    credit,
    condition,
    disposition: shelf.location === undefined ? ('none' as const) : ('restock' as const),
    matches: [],
  }))
  const received: ReceivedReturn = {
    id,
    source: { reference: reference ?? null },
    customer: order.customer.name,
    channel: order.channel,
    currency: order.currency,
    at,
    reason,
    restockedAt: shelf.location,
    lines,
  }
  const matches = pieces.map((piece, index) => ({
    ...piece,
    orderId: order.id,
    how: 'return' as const,
    at: 0,
    returnLine: index + 1,
  }))
  return { received, matching: { matches, channel: order.channel, refused: [] } }
}

async function writeTaken(
  tx: Tx,
  taken: readonly { request: ReturnRequest; received: ReceivedReturn; matching: Matching }[],
  at: Date,
): Promise<Return[]> {
  if (taken.length === 0) return []
  const commands = taken.map(({ request: { by, command } }) => ({ by, command }))
  const cause = { by: 'system', command: commands[0]?.command ?? '', at, commands }
  const matchings = new Map(taken.map(({ matching }, index) => [index, matching]))
  const written = await writeReturns(
    tx,
    taken.map(({ received }) => received),
    matchings,
    cause,
  )
  return written.map((outcome) => outcome.return)
}
