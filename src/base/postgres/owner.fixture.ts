/**
 * An application in a process of its own, for tests of what remains when it dies: starts the database in the folder
 * given, prints what it got as one line of JSON, and stops it when its input ends. Where it joined another application's
 * database and that one is gone, it ends by itself with 1.
 */
import { startPostgres } from './index.ts'

const [dataDir = ''] = process.argv.slice(2)
const cluster = await startPostgres({
  dataDir,
  settings: { fsync: 'off', shared_buffers: '16MB' },
})
const { url, pid, how, port } = cluster
process.stdout.write(`${JSON.stringify({ url, pid, how, port })}\n`)
process.stdin.resume().once('end', async () => {
  await cluster.stop()
  process.exit(0)
})
cluster.untilGone().catch(() => process.exit(1))
