import { type Cause, isRefusal, type Refusal, type Tx } from '../../base/platform/index.ts'
import { type CommandRequest, type Performed, perform } from '../../orders/index.ts'
import { aftersalesFacts } from './facts.ts'
import {
  groupMatches,
  type PricedMatch,
  priceMatches,
  type ReceivedLine,
  type ReceivedReturn,
} from './return.ts'
import { insertReturns, nextReturnNumbers, type Return, type ReturnLine } from './returns.sql.ts'

/** The outcome of a received return: the return as written, and the orders that refused their part and left it unmatched. */
export type ReceivedOutcome = {
  return: Return
  refused: { orderId: string; how: 'return' | 'cancel'; refusal: Refusal }[]
}

/**
 * Receives a batch of returns that another source reports (a document, an order book): the matched orders return or cancel their
 * pieces, and the returns are written with their facts in the same transaction. A return is never refused: if an order refuses
 * (`not_enough`, `wrong_status`, `held`, `not_found`), its pieces stay on the return without an order. For pieces it `return`s,
 * the order is credited with their share of the line's credit; cancelled pieces were never owed. The caller gives the ids; limit:
 * 5,000 pairs of return and order.
 */
export async function receiveReturns(
  tx: Tx,
  batch: readonly ReceivedReturn[],
  cause: Cause,
): Promise<ReceivedOutcome[]> {
  if (batch.length === 0) return []
  const groups = groupMatches(batch.flatMap(priceMatches))
  const requests = groups.map((group) => commandFor(group, batch, cause))
  const outcomes = requests.length === 0 ? [] : await perform(tx, requests, cause.at)
  return await writeReturns(tx, batch, outcomesByReturn(groups, outcomes), cause)
}

function commandFor(
  group: readonly PricedMatch[],
  batch: readonly ReceivedReturn[],
  { by, command }: Cause,
): CommandRequest {
  const first = group[0] as PricedMatch
  const { id, reason, restockedAt } = batch[first.at] as ReceivedReturn
  const unlimited = { ifVersion: null, channels: null, locations: null }
  const asked = { orderId: first.orderId, by, commandId: command, ...unlimited }
  if (first.how === 'return') {
    const pieces = group.map(({ line, quantity, credit }) => ({ line, quantity, credit }))
    return { ...asked, command: { type: 'return', reason, pieces, restockedAt, return: id } }
  }
  const pieces = group.map(({ line, quantity }) => ({ line, quantity }))
  return { ...asked, command: { type: 'cancel', reason, pieces } }
}

export type Matching = {
  matches: PricedMatch[]
  channel: string | null
  refused: ReceivedOutcome['refused']
}

/** By place in the batch: what the orders accepted, and what they refused. */
function outcomesByReturn(
  groups: readonly PricedMatch[][],
  outcomes: readonly (Performed | Refusal)[],
): Map<number, Matching> {
  const byReturn = new Map<number, Matching>()
  for (const [index, group] of groups.entries()) {
    const outcome = outcomes[index] as Performed | Refusal
    const { at, orderId, how } = group[0] as PricedMatch
    const matching = byReturn.get(at) ?? { matches: [], channel: null, refused: [] }
    byReturn.set(at, matching)
    if (isRefusal(outcome)) matching.refused.push({ orderId, how, refusal: outcome })
    else {
      matching.matches.push(...group)
      matching.channel ??= outcome.order.channel
    }
  }
  return byReturn
}

/** Numbers and writes returns with the accepted matches, each with its fact. */
export async function writeReturns(
  tx: Tx,
  batch: readonly ReceivedReturn[],
  matchings: ReadonlyMap<number, Matching>,
  cause: Cause & { commands?: readonly { by: string; command: string }[] },
): Promise<ReceivedOutcome[]> {
  const numbers = await nextReturnNumbers(tx, batch.length)
  const none: Matching = { matches: [], channel: null, refused: [] }
  const written = batch.map((received, at) => {
    const matching = matchings.get(at) ?? none
    return {
      return: returnOf(received, numbers[at] as string, matching),
      refused: matching.refused,
    }
  })
  const returns = written.map((outcome) => outcome.return)
  const facts = returns.map(({ id, ...data }, at) => ({
    stream: id,
    version: 1,
    type: 'return.received' as const,
    data,
    ...cause.commands?.[at],
  }))
  await Promise.all([insertReturns(tx, returns), aftersalesFacts.append(tx, facts, cause)])
  return written
}

function returnOf(
  received: ReceivedReturn,
  number: string,
  { matches, channel }: Matching,
): Return {
  const orders = new Set(matches.map(({ orderId }) => orderId))
  const whole = received.lines.every(
    ({ sku, quantity }, index) => sku === null || quantity === matchedOf(matches, index + 1),
  )
  return {
    id: received.id,
    number,
    state: received.state ?? 'received',
    channel: received.channel ?? channel,
    orderId: whole && orders.size === 1 ? ([...orders][0] ?? null) : null,
    document: received.source.document ?? null,
    reference: received.source.reference,
    customer: received.customer,
    reason: received.reason,
    credit: received.lines.reduce((sum, { credit }) => sum + credit, 0),
    currency: received.currency,
    location: received.restockedAt ?? null,
    receivedAt: received.at.toISOString(),
    version: 1,
    lines: received.lines.map((line, index) => lineOf(line, index + 1, matches)),
  }
}

function matchedOf(matches: readonly PricedMatch[], line: number): number {
  return matches
    .filter(({ returnLine }) => returnLine === line)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

function lineOf(received: ReceivedLine, line: number, matches: readonly PricedMatch[]): ReturnLine {
  return {
    line,
    sku: received.sku,
    charge: received.charge ?? null,
    label: received.label ?? null,
    quantity: received.quantity,
    matched: matchedOf(matches, line),
    credit: received.credit,
    condition: received.condition ?? null,
    disposition: received.disposition ?? 'none',
    matches: matches
      .filter(({ returnLine }) => returnLine === line)
      .map(({ orderId, line: orderLine, how, quantity, credit }) => ({
        orderId,
        orderLine,
        how,
        quantity,
        credit,
      })),
  }
}
