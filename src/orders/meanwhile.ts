// Who changed an order since somebody looked at it: what a refused change has to tell.
import { factsOf, type Tx } from '../base/platform/index.ts'

/** Who did it last and when, and the types of the facts since a version, separated by spaces, ten at most. */
export type Meanwhile = (
  orderId: string,
  version: number,
) => { by: string; at: string; types: string } | null

/** Reads nothing where there is nothing to tell. Changes that are being decided in the same batch are not told. */
export async function changesSince(tx: Tx, orderIds: readonly string[]): Promise<Meanwhile> {
  const facts = orderIds.length === 0 ? [] : await factsOf(tx, orderIds)
  return (orderId, version) => {
    const ofOrder = facts.filter(({ stream }) => stream === orderId)
    const last = ofOrder.at(-1)
    if (!last) return null
    const types = ofOrder.filter((fact) => fact.version > version).map(({ type }) => type)
    return { by: last.by, at: last.at.toISOString(), types: types.slice(-10).join(' ') }
  }
}
