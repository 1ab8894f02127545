// The order book of examples/, imported by the command line into an empty database.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startPostgres } from '../src/base/postgres/index.ts'
import { median } from './load.ts'

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export async function importBook(runs: number) {
  const folder = join(tmpdir(), `throughline-bench-${process.pid}`)
  const cluster = await startPostgres({ dataDir: folder })
  try {
    const results = []
    for (let run = 0; run <= runs; run++) {
      const result = await once(await emptyDatabase(cluster.url, `book_${run}`))
      process.stderr.write(`${result.seconds.toFixed(1)} s, ${result.rssMb.toFixed(0)} MB\n`)
      if (run > 0) results.push(result)
    }
    return {
      seconds: median(results.map(({ seconds }) => seconds)),
      rssMb: Math.max(...results.map(({ rssMb }) => rssMb)),
    }
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function emptyDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return url.replace(/@\/\w+/, `@/${name}`)
}

/** Seconds of the whole command from start to end; RSS of it and its children at their highest, without the database. */
async function once(url: string): Promise<{ seconds: number; rssMb: number }> {
  const started = performance.now()
  const command = spawn(
    process.execPath,
    [file('bin/throughline'), 'import', file('examples/online-retail-2010-12.xlsx'), '--json'],
    { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let output = ''
  command.stdout.on('data', (text) => {
    output += text
  })
  let rssMb = 0
  const watching = setInterval(() => {
    rssMb = Math.max(rssMb, rssOf(command.pid ?? 0))
  }, 50)
  const code = await new Promise((resume) => command.once('close', resume))
  clearInterval(watching)
  const report = JSON.parse(output) as { rows: number; sumFile: number; sumSystem: number }
  if (code !== 0 || report.rows !== 49_999 || report.sumFile !== report.sumSystem)
    throw new Error(`the import ended with ${code}: ${output}`)
  return { seconds: (performance.now() - started) / 1000, rssMb }
}

function rssOf(root: number): number {
  const parents = new Map<number, { parent: number; mb: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])
      const mb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
      parents.set(Number(name), { parent, mb })
    } catch {
      // The process ended between the listing and the look.
    }
  }
  let sum = 0
  for (const [pid, { mb }] of parents) if (descends(pid, root, parents)) sum += mb
  return sum
}

function descends(pid: number, root: number, parents: Map<number, { parent: number }>): boolean {
  let at: number | undefined = pid
  while (at !== undefined && at !== root) at = parents.get(at)?.parent
  return at === root
}
