// The demo company on a house of its own, for photographs: made in this process, served with the console, thrown away.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import { type Client, createClient } from '../../src/client/index.ts'
import { loadDemo } from '../../src/demo/index.ts'
import { firstRun } from '../../src/identity/index.ts'
import { type Config, migrate, openDatabase, readConfig } from '../../src/platform/index.ts'
import { startPostgres } from '../../src/postgres/index.ts'
import { builtConsole } from './build.ts'
import { invite } from './people.ts'
import type { Shown } from './rooms.ts'

const ownerKey = 'tl_live_key_of_the_photographer'

export type Demo = { url: string; shown: Shown; close(): Promise<void> }

/** Opens the demo company as of now. Takes as long as the first `npm start`. */
export async function openDemo(say: (text: string) => void): Promise<Demo> {
  const dataDir = join(tmpdir(), `throughline-photos-${randomBytes(6).toString('hex')}`)
  const cluster = await startPostgres({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  await migrate(cluster.url)
  const database = openDatabase(cluster.url, { size: 8 })
  await firstRun(database, { ownerKey }, new Date())
  say('Making the demo company …')
  await loadDemo(database, new Date())
  const config = readConfig({}).config as Config
  const options = { consoleFolder: await builtConsole({ kit: false }) }
  let closing = false
  const onError = (where: string, error: unknown) => {
    if (!closing) say(`${where}: ${error}`)
  }
  const app = await createApp(database, config, onError, options)
  const url = await app.server.listen({ port: 0, host: '127.0.0.1' })
  const client = createClient({ baseUrl: url, key: ownerKey })
  await invite(client)
  return {
    url,
    shown: await choose(client),
    close: async () => {
      closing = true
      await app.stop()
      await database.close()
      await cluster.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Orders that show something: the newest of their kind. */
async function choose(client: Client): Promise<Shown> {
  const newest = async (query: object) => {
    const { items } = await client.call('GET /api/orders', { query: { limit: 1, ...query } })
    return items[0]?.id ?? ''
  }
  const imports = await client.call('GET /api/imports', { query: { limit: 1 } })
  return {
    fresh: await newest({ status: 'received', held: 'false' }),
    held: await newest({ held: 'true' }),
    shipped: await newest({ fulfilment: 'shipped' }),
    document: imports.items[0]?.id ?? '',
  }
}
