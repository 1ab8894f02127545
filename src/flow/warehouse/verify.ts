// The fulfilment orders against their own log.
import {
  type Check,
  compareRetold,
  type RecordedFact,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import { columns, type Head, withLines } from './fulfilment.sql.ts'
import {
  begin,
  evolve,
  type FulfilmentFact,
  type FulfilmentOrder,
  type Released,
} from './fulfilment.ts'

/** Compares every fulfilment order with what its facts say. */
export async function verifyFulfilmentOrders(tx: Tx): Promise<Check[]> {
  const page = async (after: string, limit: number) =>
    await withLines(
      tx,
      await tx.rows<Head>(sql`
        select ${columns} from warehouse.fulfilment_orders where id > ${after} order by id limit ${limit}`),
    )
  return [await compareRetold(tx, { what: 'fulfilment order', page, retell })]
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
