// A worker of its own process that goes on with bulk runs, to be killed in the middle by a test.
import { runJobs } from '../../base/jobs/index.ts'
import { openDatabase } from '../../base/platform/index.ts'
import { runsJobs } from './jobs.ts'

const [url, leaseMs] = process.argv.slice(2) as [string, string]
const database = openDatabase(url, { size: 2 })
const progressed = () => process.stdout.write('chunk\n')
runJobs(database, runsJobs(database, progressed), {
  ...{ leaseMs: Number(leaseMs), pollMs: 50 },
  onError: (where, error) => console.error(where, error),
})
