import { enqueueAgain, jobsTogether } from '../../base/jobs/index.ts'
import type { Tx } from '../../base/platform/index.ts'
import { type Again, markWaiting } from './deliveries.sql.ts'
import { type DeliveryName, jobOf } from './delivery.ts'

/** Sends messages again, whether or not they were sent before; they keep their ids and, within a stream, their order. */
export async function sendAgain(tx: Tx, deliveries: readonly DeliveryName[]): Promise<void> {
  await enqueueAgain(tx, deliveries.map(jobOf))
}

/** Sends an endpoint's messages again, all that `again` means. Answers how many. */
export async function replayDeliveries(tx: Tx, endpoint: string, again: Again): Promise<number> {
  let [count, after] = [0, '']
  for (;;) {
    const found = await markWaiting(tx, endpoint, again, { after, limit: jobsTogether })
    if (found.length === 0) return count
    await sendAgain(tx, found)
    count += found.length
    after = found.at(-1)?.id ?? after
  }
}
