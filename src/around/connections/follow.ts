import { enqueue, jobsTogether } from '../../base/jobs/index.ts'
import type { FactKinds } from '../../base/module/index.ts'
import {
  type Follower,
  factsBetween,
  newId,
  type RecordedFact,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import { insertDeliveries } from './deliveries.sql.ts'
import { jobOf, type NewDelivery } from './delivery.ts'
import { readSnapshot, type Snapshot, showsTransaction } from './snapshot.ts'
import { wants } from './wants.ts'

type Listener = { id: string; types: string[]; since: Snapshot }

type WebhooksOptions = {
  /** What can happen: of it, only what leaves the house is told, whatever was wished for. */
  facts: FactKinds
  /** Called when there is something to send; the transaction may still be open then. */
  wake?: () => void
}

/** Writes a delivery and its job for every fact that an active endpoint wants to hear of. */
export function webhooksFollower({ facts: kinds, wake = () => {} }: WebhooksOptions): Follower {
  return {
    name: 'webhooks',
    skips: async (tx) => (await activeEndpoints(tx)).length === 0,
    handle: async (tx, news, { upTo }) => {
      const listeners = await activeEndpoints(tx)
      if (listeners.length === 0) return
      const found = await factsBetween(tx, news, upTo)
      const facts = found.filter(({ type }) => kinds[type]?.leaves)
      const deliveries = listeners.flatMap((listener) =>
        facts.filter((fact) => isFor(listener, fact)).map((fact) => deliveryOf(listener, fact)),
      )
      for (let from = 0; from < deliveries.length; from += jobsTogether)
        await announce(tx, deliveries.slice(from, from + jobsTogether))
      if (deliveries.length > 0) wake()
    },
  }
}

async function announce(tx: Tx, deliveries: readonly NewDelivery[]): Promise<void> {
  const added = await insertDeliveries(tx, deliveries)
  await enqueue(tx, added.map(jobOf))
}

/** The lock prevents an endpoint from being removed while its deliveries are written. */
async function activeEndpoints(tx: Tx): Promise<Listener[]> {
  const rows = await tx.rows<{ id: string; types: string[]; since: string }>(sql`
    select id, types, since::text
    from connections.endpoints where active order by id for key share`)
  return rows.map((row) => ({ ...row, since: readSnapshot(row.since) }))
}

function isFor({ types, since }: Listener, { type, cursor }: RecordedFact): boolean {
  return wants(types, type) && !showsTransaction(since, cursor.tx)
}

function deliveryOf({ id }: Listener, { stream, version, type, at }: RecordedFact): NewDelivery {
  return { id: newId('msg'), endpointId: id, stream, version, type, at }
}
