import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('.', import.meta.url)

test('only the list of readers and the door know a reader by name', () => {
  const knowing = readdirSync(folder).filter(
    (name) =>
      name.endsWith('.ts') &&
      / from '\.\/[^']+\//.test(readFileSync(new URL(name, folder), 'utf8')),
  )
  expect(knowing.sort()).toEqual(['index.ts', 'readers.ts'])
})
