// npm run bench -- NAME [--json] [--runs N]: runs one benchmark and prints its figures. `growth` takes --orders N for a trial.
import { execFileSync } from 'node:child_process'
import { deskInBrowser } from './console.ts'
import { flow } from './flow.ts'
import { growth } from './growth.ts'
import { hot } from './hot.ts'
import { importBook } from './import.ts'
import { list } from './list.ts'
import { place } from './place.ts'
import { placeBatch } from './place-batch.ts'

type Bench = (runs: number, orders?: number) => Promise<Record<string, number>>
const benches: Record<string, Bench> = {
  place,
  'place-batch': placeBatch,
  hot,
  list,
  growth,
  flow,
  import: importBook,
  console: deskInBrowser,
}

const [name = '', ...flags] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  process.stderr.write(
    `npm run bench -- ${Object.keys(benches).join(' | ')} [--json] [--runs N] [--orders N]\n`,
  )
  process.exit(2)
}
const figures = rounded(await bench(flag('--runs') ?? 5, flag('--orders')))
const at = new Date().toISOString()
const result = { name, figures, at, commit: commit() }
if (flags.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`)
else
  for (const [figure, value] of Object.entries(figures))
    process.stdout.write(`${figure.padEnd(24)} ${value}\n`)

function flag(name: string): number | undefined {
  return flags.includes(name) ? Number(flags[flags.indexOf(name) + 1]) : undefined
}

function rounded(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([figure, value]) => [figure, Number(value.toPrecision(4))]),
  )
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
