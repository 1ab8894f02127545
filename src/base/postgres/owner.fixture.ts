/**
 * An application in a process of its own, for tests of what remains when it dies: starts the database in the folder
 * given, prints what it got as one line of JSON, and stops it when its input ends.
 */
import { startPostgres } from './index.ts'

const [dataDir = '', port] = process.argv.slice(2)
const cluster = await startPostgres({
  dataDir,
  ...(port ? { port: Number(port) } : {}),
  settings: { fsync: 'off', shared_buffers: '16MB' },
})
const { url, pid, how, owned } = cluster
process.stdout.write(`${JSON.stringify({ url, pid, how, owned, port: cluster.port })}\n`)
process.stdin.resume().once('end', async () => {
  await cluster.stop()
  process.exit(0)
})
