import { Gauge } from 'prom-client'
import { metrics } from '../../base/http/index.ts'
import { jobsOverview } from '../../base/jobs/index.ts'
import { followerLag, type Tx } from '../../base/platform/index.ts'

const gauge = (name: string, help: string, label: string) =>
  new Gauge({ name: `throughline_${name}`, help, labelNames: [label], registers: [metrics] })

const behindFacts = gauge('follower_behind_facts', 'Facts a follower has not read', 'follower')
const behindSeconds = gauge('follower_behind_seconds', 'Age of the oldest of them', 'follower')
const parked = gauge('follower_parked_streams', 'Streams a follower could not handle', 'follower')
const jobsWaiting = gauge('jobs_waiting', 'Jobs to be done', 'kind')
const jobsDead = gauge('jobs_dead', 'Jobs given up', 'kind')

/** Reads the backlogs only when metrics are requested, so that nothing has to count all the time. */
export async function readGauges(tx: Tx): Promise<void> {
  for (const { name, ...lag } of await followerLag(tx)) {
    behindFacts.set({ follower: name }, lag.facts)
    behindSeconds.set({ follower: name }, lag.seconds)
    parked.set({ follower: name }, lag.parked)
  }
  for (const { kind, waiting, dead } of (await jobsOverview(tx)).kinds) {
    jobsWaiting.set({ kind }, waiting)
    jobsDead.set({ kind }, dead)
  }
}
