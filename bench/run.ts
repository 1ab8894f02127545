// npm run bench -- NAME [--json] [--runs N]: runs one benchmark and prints its figures.
import { execFileSync } from 'node:child_process'
import { deskInBrowser } from './console.ts'
import { flow } from './flow.ts'
import { hot } from './hot.ts'
import { importBook } from './import.ts'
import { list } from './list.ts'
import { place } from './place.ts'
import { placeBatch } from './place-batch.ts'

const benches: Record<string, (runs: number) => Promise<Record<string, number>>> = {
  place,
  'place-batch': placeBatch,
  hot,
  list,
  flow,
  import: importBook,
  console: deskInBrowser,
}

const [name = '', ...flags] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  process.stderr.write(`npm run bench -- ${Object.keys(benches).join(' | ')} [--json] [--runs N]\n`)
  process.exit(2)
}
const runs = flags.includes('--runs') ? Number(flags[flags.indexOf('--runs') + 1]) : 5
const figures = rounded(await bench(runs))
const at = new Date().toISOString()
const result = { name, figures, at, commit: commit() }
if (flags.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`)
else
  for (const [figure, value] of Object.entries(figures))
    process.stdout.write(`${figure.padEnd(24)} ${value}\n`)

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
