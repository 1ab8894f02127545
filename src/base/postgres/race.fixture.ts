/** Tries for every lock in a folder, keeps those it gets, and prints their names as one line of JSON. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isHolder, takeLock } from './lock.ts'

const [folder = ''] = process.argv.slice(2)
const names = readdirSync(folder).filter((name) => /^\d+\.lock$/.test(name))
process.stdout.write('ready\n')
process.stdin.once('data', () => {
  const got = names.filter((name) => !isHolder(takeLock(join(folder, name))))
  process.stdout.write(`${JSON.stringify(got)}\n`)
})
process.stdin.once('end', () => process.exit(0))
