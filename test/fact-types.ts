// Every type of fact that the program can write, read off its sources.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refusals } from '../src/plan.ts'

const src = fileURLToPath(new URL('../src/', import.meta.url))

/** The program's own files below `src`, without those of the tests. */
export const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))

/** All types, `order.placed` as well as `user_made`. */
export function factTypes(): string[] {
  const named = sources.flatMap(({ text }) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)])
  const noFact =
    /\.(numbers|package_numbers|lock|conn|ballast|pid|log|new|json|js|mjs|ts|svg|reservation_expiry)$/
  const dotted = named.map(([, type]) => type as string).filter((type) => !noFact.test(type))
  const people = sources
    .filter(({ path }) => path.startsWith('ground/identity/'))
    .flatMap(({ text }) => [...text.matchAll(/'((?:user|key|password|signed|sign_in)_[a-z_]+)'/g)])
    .map(([, type]) => type as string)
    .filter((type) => !(type in refusals) && !/^key_prefix|_id$/.test(type))
  return [
    ...new Set([...dotted, ...people, 'price_list.changed', 'tax_rate.changed', 'tax_rate.ended']),
  ]
}
