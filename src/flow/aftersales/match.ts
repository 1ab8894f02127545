import { maySee } from '../../base/http/index.ts'
import {
  type Cause,
  isRefusal,
  type Refusal,
  refuse,
  share,
  type Tx,
} from '../../base/platform/index.ts'
import { type Order, perform, readOrders } from '../../orders/index.ts'
import { aftersalesFacts } from './facts.ts'
import {
  insertMatches,
  lockReturn,
  type NewMatch,
  type Return,
  type ReturnLine,
  readReturns,
  saveReturn,
} from './returns.sql.ts'

/** Says which pieces of one order the pieces of a return were. `channels` are the caller's; null is all. */
export type MatchRequest = {
  id: string
  orderId: string
  how: 'return' | 'cancel'
  lines: { line: number; orderLine: number; quantity: number }[]
  ifVersion: number | null
  channels: readonly string[] | null
}

/**
 * Matches pieces that came back without an order to one: the order returns or cancels them and is credited with their share of
 * the remaining credit of the line. All of it or nothing; refuses not_found, version_mismatch, unknown_line, other_sku,
 * currency_differs, not_enough and whatever the order refuses.
 */
export async function matchReturn(
  tx: Tx,
  request: MatchRequest,
  cause: Cause,
): Promise<Return | Refusal> {
  const { id, orderId, how, channels } = request
  const found = await loadReturn(tx, request)
  if (isRefusal(found)) return found
  const order = (await readOrders(tx, [orderId])).get(orderId)
  if (!order || !maySee(channels, order.channel)) return refuse('not_found')
  const matches = decideMatches(request, found, order)
  if (isRefusal(matches)) return matches
  const { reason } = found
  const pieces = matches.map(({ orderLine: line, quantity, credit }) => ({
    line,
    quantity,
    credit,
  }))
  const command =
    how === 'return'
      ? ({ type: 'return', reason, pieces, return: id } as const)
      : ({
          type: 'cancel',
          reason,
          pieces: pieces.map(({ credit: _, ...piece }) => piece),
        } as const)
  const { by, command: commandId } = cause
  const asked = { orderId, command, by, commandId, ifVersion: null, channels, locations: null }
  const [outcome] = await perform(tx, [asked], cause.at)
  if (!outcome || isRefusal(outcome)) return outcome ?? refuse('not_found')
  const after = withMatches(found, matches, order)
  const fact = { stream: id, version: after.version, data: { matches } }
  aftersalesFacts.append(tx, [{ ...fact, type: 'return.matched' }], cause)
  await Promise.all([saveReturn(tx, after), insertMatches(tx, matches)])
  return after
}

/** Settles a return: its money has been paid or booked. Refuses not_found, version_mismatch and already_settled. */
export async function settleReturn(
  tx: Tx,
  request: Pick<MatchRequest, 'id' | 'ifVersion' | 'channels'>,
  cause: Cause,
): Promise<Return | Refusal> {
  const found = await loadReturn(tx, request)
  if (isRefusal(found)) return found
  if (found.state === 'settled') return refuse('already_settled')
  const after: Return = { ...found, state: 'settled', version: found.version + 1 }
  const fact = { stream: found.id, version: after.version, data: {} }
  aftersalesFacts.append(tx, [{ ...fact, type: 'return.settled' }], cause)
  await saveReturn(tx, after)
  return after
}

/** Locks first and reads in the next statement. A return of a foreign channel answers like one that does not exist. */
async function loadReturn(
  tx: Tx,
  { id, ifVersion, channels }: Pick<MatchRequest, 'id' | 'ifVersion' | 'channels'>,
): Promise<Return | Refusal> {
  await lockReturn(tx, id)
  const found = (await readReturns(tx, [id])).get(id)
  if (!found || !mayTouch(channels, found.channel)) return refuse('not_found')
  return ifVersion === null || ifVersion === found.version
    ? found
    : refuse('version_mismatch', { version: found.version, yours: ifVersion })
}

export function mayTouch(channels: readonly string[] | null, channel: string | null): boolean {
  return maySee(channels, channel ?? '')
}

/** The matches with their credits: each takes the share of its units in what earlier matches left. Pure. */
export function decideMatches(
  { id, orderId, how, lines }: MatchRequest,
  found: Return,
  order: Order,
): NewMatch[] | Refusal {
  if (order.currency !== found.currency)
    return refuse('currency_differs', { order: order.currency, return: found.currency }, '/order')
  const open = new Map(found.lines.map((line) => [line.line, openPart(line)]))
  const matches: NewMatch[] = []
  for (const [index, { line, orderLine, quantity }] of lines.entries()) {
    const at = `/lines/${index}`
    const left = open.get(line)
    const sku = order.lines.find((other) => other.line === orderLine)?.sku
    if (!left || sku === undefined)
      return refuse('unknown_line', { line: left ? orderLine : line }, at)
    if (left.sku !== sku) return refuse('other_sku', { line, orderLine }, at)
    if (quantity > left.quantity)
      return refuse('not_enough', { line, asked: quantity, available: left.quantity }, at)
    const credit = share(left.credit, left.quantity, 0, quantity)
    left.quantity -= quantity
    left.credit -= credit
    matches.push({ id, line, match: ++left.matches, orderId, orderLine, how, quantity, credit })
  }
  return matches
}

function openPart({ sku, quantity, matched, credit, matches }: ReturnLine) {
  const given = matches.reduce((sum, match) => sum + match.credit, 0)
  return { sku, quantity: quantity - matched, credit: credit - given, matches: matches.length }
}

function withMatches(found: Return, matches: readonly NewMatch[], order: Order): Return {
  const lines = found.lines.map((line) => {
    const mine = matches.filter((match) => match.line === line.line)
    return {
      ...line,
      matched: mine.reduce((sum, { quantity }) => sum + quantity, line.matched),
      matches: [...line.matches, ...mine.map(({ id: _, line: __, match: ___, ...match }) => match)],
    }
  })
  const orders = new Set(lines.flatMap((line) => line.matches.map(({ orderId }) => orderId)))
  const whole = lines.every(({ sku, matched, quantity }) => sku === null || matched === quantity)
  return {
    ...found,
    lines,
    orderId: whole && orders.size === 1 ? order.id : null,
    channel: found.channel ?? order.channel,
    version: found.version + 1,
  }
}
