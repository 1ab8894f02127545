// The fulfilment orders against their own log.
import {
  type Check,
  compare,
  factsOf,
  openCheck,
  type RecordedFact,
  sql,
  type Tx,
} from '../platform/index.ts'
import { columns, type Head, withLines } from './fulfilment.sql.ts'
import {
  begin,
  evolve,
  type FulfilmentFact,
  type FulfilmentOrder,
  type Released,
} from './fulfilment.ts'

const atOnce = 500

/** Compares every fulfilment order with what its facts say, 500 at a time. */
export async function verifyFulfilmentOrders(tx: Tx): Promise<Check[]> {
  const check = openCheck('fulfilment orders = replay of the log')
  for (let after: string | undefined = ''; after !== undefined; ) {
    const heads: Head[] = await tx.rows<Head>(sql`
      select ${columns} from warehouse.fulfilment_orders where id > ${after} order by id limit ${atOnce}`)
    const facts = await factsOf(
      tx,
      heads.map(({ id }) => id),
    )
    const told = new Map<string, RecordedFact[]>(heads.map(({ id }) => [id, []]))
    for (const fact of facts) told.get(fact.stream)?.push(fact)
    for (const found of await withLines(tx, heads)) {
      const { id } = found
      const expected = retell(told.get(id) ?? [])
      compare(check, { id, what: 'fulfilment order', expected, found })
    }
    after = heads.length < atOnce ? undefined : heads.at(-1)?.id
  }
  return [check]
}

/** A log that cannot be told is as bad as none. */
function retell([first, ...rest]: readonly RecordedFact[]): FulfilmentOrder | null {
  if (first?.type !== 'fulfilment.released') return null
  try {
    return rest.reduce(
      (order, fact) => evolve(order, fact as FulfilmentFact & RecordedFact),
      begin(first.data as Released),
    )
  } catch {
    return null
  }
}
