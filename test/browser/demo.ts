// The demo company on a house of its own, for photographs: made in this process, served with the console, thrown away.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import { type Config, migrate, openDatabase, readConfig } from '../../src/base/platform/index.ts'
import { startPostgres } from '../../src/base/postgres/index.ts'
import { firstRun } from '../../src/ground/identity/index.ts'
import { type Client, createClient } from '../../src/outside/client/index.ts'
import { loadDemo } from '../../src/outside/demo/index.ts'
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
  const config = readConfig({ THROUGHLINE_WEBHOOKS_TO: 'anywhere' }).config as Config
  const options = { consoleFolder: await builtConsole({ kit: false }) }
  let closing = false
  const onError = (where: string, error: unknown) => {
    if (!closing) say(`${where}: ${error}`)
  }
  const app = await createApp(database, config, onError, options)
  const url = await app.server.listen({ port: 0, host: '127.0.0.1' })
  const client = createClient({ baseUrl: url, key: ownerKey })
  await invite(client)
  const receiver = await connect(client)
  return {
    url,
    shown: await choose(client),
    close: async () => {
      closing = true
      receiver.close()
      await app.stop()
      await database.close()
      await cluster.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Another system, which has a key and is told of every hold. */
async function connect(client: Client) {
  const receiver = createServer((_, answer) => answer.end())
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const { port } = receiver.address() as AddressInfo
  await client.call('POST /api/keys', { body: { name: '财务系统 / accounts', role: 'finance' } })
  const url = `http://localhost:${port}/throughline`
  const description = 'ERP'
  const types = ['order.confirmed', 'order.held', 'order.hold_lifted']
  await client.call('POST /api/webhooks', { body: { url, types, description } })
  return receiver
}

/** An order book of today with rows to mend. */
async function sendBook(client: Client): Promise<string> {
  const day = new Date().toISOString().slice(0, 10)
  const book = [
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
    `Z-1001,85123A,White hanging heart,6,${day} 08:26:00,2.55,17850,United Kingdom`,
    `Z-1002,71053,White metal lantern,six,${day} 08:28:00,3.39,17850,United Kingdom`,
    `Z-1003,22752,Babushka nesting boxes,2,${day} 28:34:00,7.65,13047,United Kingdom`,
    `Z-1004,22633,Hand warmer,4,${day} 08:45:00,1.85,12583,Utopia`,
    '',
  ].join('\n')
  const { id } = await client.call('POST /api/imports', {
    query: { name: 'orders-of-today.csv' },
    body: book as never,
    contentType: 'text/csv',
  })
  return id
}

/** Orders that show something: the newest of their kind. */
async function choose(client: Client): Promise<Shown> {
  const newest = async (query: object) => {
    const { items } = await client.call('GET /api/orders', { query: { limit: 1, ...query } })
    return items[0]?.id ?? ''
  }
  const imports = await client.call('GET /api/imports', { query: { limit: 1 } })
  const customers = await client.call('GET /api/customers', { query: { limit: 1 } })
  return {
    fresh: await newest({ status: 'received', held: 'false' }),
    held: await newest({ held: 'true' }),
    confirmed: await newest({ status: 'confirmed', fulfilment: 'partly_allocated' }),
    shipped: await newest({ fulfilment: 'shipped' }),
    document: imports.items[0]?.id ?? '',
    repair: await sendBook(client),
    sku: '85123A',
    customer: customers.items[0]?.id ?? '',
  }
}
