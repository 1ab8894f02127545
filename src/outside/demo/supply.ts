import type { Cause, Tx } from '../../base/platform/index.ts'
import type { Stretch } from '../../flow/intake/index.ts'
import { levelsOf, type Movement, postMovements } from '../../ground/stock/index.ts'
import { chanceOf } from './chance.ts'

const dozen = 12
/** One variant in so many is sold out when supply has stopped. */
const oneIn = 60

/**
 * The deliveries of the morning: opening stock for each new variant, and more of what today's orders would use up. When supply has
 * stopped, some variants are sold out, so that some of the last orders wait for stock.
 */
export async function receiveSupply(
  tx: Tx,
  chunk: readonly Stretch[],
  { stopped, cause }: { stopped: boolean; cause: Cause },
): Promise<void> {
  const wanted = demandOf(chunk)
  const skus = [...wanted.keys()]
  const there = new Map<string, number>()
  for (const { sku, available } of await levelsOf(tx, skus, null))
    there.set(sku, (there.get(sku) ?? 0) + available)
  const movements = skus.flatMap((sku) => {
    const demand = wanted.get(sku) ?? 0
    const stock = there.get(sku)
    const missed = stopped && chanceOf(sku, oneIn) === 0
    if (stock === undefined) return opening(sku, demand, missed)
    return missed || stock >= demand ? [] : arrival(sku, demand - stock)
  })
  await postMovements(tx, movements, cause)
}

function demandOf(chunk: readonly Stretch[]): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const { rows } of chunk)
    for (const row of rows)
      if (row.kind === 'line') wanted.set(row.sku, (wanted.get(row.sku) ?? 0) + row.quantity)
  return wanted
}

/** A quarter of it is in Leeds, and of every tenth variant a dozen are in the shop. */
function opening(sku: string, demand: number, missed: boolean): Movement[] {
  const pieces = missed ? dozens(demand / 2) : dozens(demand * 2) + 10 * dozen
  const main = dozens(pieces * 0.75)
  return [
    moving(sku, 'MAIN', main, 'opening'),
    moving(sku, 'NORTH', Math.max(dozen, pieces - main), 'opening'),
    ...(chanceOf(sku, 10) === 0 ? [moving(sku, 'SHOP', dozen, 'opening')] : []),
  ]
}

function arrival(sku: string, missing: number): Movement[] {
  return [moving(sku, 'MAIN', dozens(missing) + 20 * dozen, 'received')]
}

function dozens(pieces: number): number {
  return Math.ceil(pieces / dozen) * dozen
}

function moving(sku: string, location: string, quantity: number, cause: string): Movement {
  return { sku, location, quantity, cause, reference: null }
}
