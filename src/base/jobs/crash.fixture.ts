// A worker of its own process, to be killed or stopped in the middle of a job by the tests.
import { openDatabase } from '../platform/index.ts'
import { runJobs } from './index.ts'

const [url, leaseMs] = process.argv.slice(2) as [string, string]
const forever = () => {
  process.stdout.write('working\n')
  return new Promise<never>(() => {})
}
runJobs(
  openDatabase(url, { size: 2 }),
  { call: forever },
  { leaseMs: Number(leaseMs), pollMs: 50, onError: (where, error) => console.error(where, error) },
)
