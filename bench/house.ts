// A house of its own for each benchmark: an embedded database with fsync on and the real server in its own process.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, followerLag, migrate, openDatabase } from '../src/base/platform/index.ts'
import { startPostgres } from '../src/base/postgres/index.ts'
import { savePriceLists, savePrices, saveVariants } from '../src/ground/catalog/index.ts'
import { postMovements, saveLocations } from '../src/ground/stock/index.ts'

export type House = {
  port: number
  key: string
  database: Database
  url: string
  serverPid: number
  databasePid: number
  /** Stops the server, so that nothing follows behind what is measured next. */
  stopServer(): Promise<void>
  close(): Promise<void>
}

export async function openHouse(): Promise<House> {
  const folder = join(tmpdir(), `throughline-bench-${process.pid}`)
  const cluster = await startPostgres({ dataDir: folder })
  await migrate(cluster.url)
  const key = `tl_bench_${randomBytes(12).toString('hex')}`
  const port = await freePort()
  const server = await startServer(cluster.url, port, key)
  const database = openDatabase(cluster.url, { size: 4 })
  return {
    port,
    key,
    database,
    url: cluster.url,
    serverPid: server.pid ?? 0,
    databasePid: cluster.pid,
    stopServer: () => stopServer(server),
    close: async () => {
      await database.close()
      await stopServer(server)
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function startServer(url: string, port: number, key: string): Promise<ChildProcess> {
  const start = fileURLToPath(new URL('../bin/start.mjs', import.meta.url))
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PORT: String(port),
    HOST: '127.0.0.1',
    OWNER_KEY: key,
    DEMO: 'off',
  }
  const flags = ['--max-semi-space-size=64', ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? [])]
  const server = spawn(process.execPath, [...flags, start], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((ready, failed) => {
    server.stdout?.on('data', (text) => {
      if (String(text).includes('ready')) ready(server)
    })
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)))
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resume) => server.once('exit', resume))
  server.kill('SIGINT')
  await ended
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resume) => probe.listen(0, '127.0.0.1', resume))
  const { port } = probe.address() as { port: number }
  await new Promise((resume) => probe.close(resume))
  return port
}

/** Variants with a price in GBP and stock in one location. */
export async function stockUp(
  database: Database,
  skus: readonly string[],
  { quantity, policy = 'refuse' }: { quantity: number; policy?: 'refuse' | 'backorder' },
): Promise<void> {
  const at = new Date()
  const list = { code: 'standard', currency: 'GBP', taxIncluded: true, channels: null, priority: 0 }
  const variants = skus.map((sku) => ({
    sku,
    name: { en: `Article ${sku}`, zh: `商品 ${sku}` },
    weightG: 250,
    lengthMm: null,
    widthMm: null,
    heightMm: null,
    hsCode: null,
    origin: 'CN',
    taxClass: 'standard',
    policy,
    active: true,
  }))
  await database.begin(async (tx) => {
    const cause = { by: 'bench', command: 'bench', at }
    await saveLocations(
      tx,
      [{ code: 'MAIN', name: { zh: '主仓', en: 'Main' }, address: {}, priority: 1, active: true }],
      cause,
    )
    await saveVariants(tx, variants, cause)
    await savePriceLists(tx, [list], cause)
    await savePrices(
      tx,
      skus.map((sku, index) => ({ sku, priceList: 'standard', amount: 199 + (index % 50) * 10 })),
      cause,
    )
    const movements = skus.map((sku) => ({
      sku,
      location: 'MAIN',
      quantity,
      cause: 'opening',
      reference: null,
    }))
    if (quantity > 0) await postMovements(tx, movements, { by: 'system', command: 'bench', at })
  })
}

/** The n-th order of a benchmark: the smallest body, `lines` lines. */
export function orderBody(n: number, skus: readonly string[], lines = 2) {
  const buyer = n % 5_000
  return {
    channel: 'web',
    currency: 'GBP',
    customer: {
      name: `Ada Byron ${buyer}`,
      email: `ada${buyer}@example.com`,
      phone: `+44 20 7946 ${String(buyer % 10_000).padStart(4, '0')}`,
    },
    shipTo: {
      name: `Ada Byron ${buyer}`,
      country: 'GB',
      city: 'London',
      street: `${buyer} Analytical Road`,
      postcode: 'SW1A 1AA',
    },
    lines: Array.from({ length: lines }, (_, line) => ({
      sku: skus[(n * 7919 + line * 104_729) % skus.length],
      quantity: 1 + ((n + line) % 3),
    })),
  }
}

/** Waits until every follower has read the whole log; answers the seconds it took. */
export async function caughtUp(database: Database): Promise<number> {
  const started = performance.now()
  while ((await database.read(followerLag)).some(({ facts }) => facts > 0))
    await new Promise((resume) => setTimeout(resume, 100))
  return (performance.now() - started) / 1000
}
