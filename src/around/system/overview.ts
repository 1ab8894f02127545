// The system at a glance: backlogs, dead letters, and the versions it runs on.
import { deadJobs, jobsOverview } from '../../base/jobs/index.ts'
import { databaseHealth, followerLag, parkedStreams, type Tx } from '../../base/platform/index.ts'

/** How many dead letters and parked streams are shown one by one; all of them are counted. */
const shown = 100

/** What `GET /api/system` answers. `version` is the server's own. */
export async function overview(tx: Tx, version: string) {
  const [followers, { kinds, dead }, letters, parked, database] = await Promise.all([
    followerLag(tx),
    jobsOverview(tx),
    deadJobs(tx, {}, { limit: shown }),
    parkedStreams(tx, shown),
    databaseHealth(tx),
  ])
  return {
    version,
    followers,
    jobs: kinds,
    deadJobs: letters.map(({ payload: _, deadAt: __, ...job }) => job),
    deadCauses: dead,
    parked,
    process: {
      node: process.versions.node,
      startedAt: new Date(Date.now() - process.uptime() * 1_000),
      uptimeSeconds: process.uptime(),
      memoryBytes: process.memoryUsage.rss(),
    },
    database,
  }
}
