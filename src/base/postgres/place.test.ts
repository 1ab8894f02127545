import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultDataDir } from './place.ts'

const isRoot = process.getuid?.() === 0
let project: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'throughline-place-'))
  chmodSync(project, 0o755)
})

afterEach(() => rmSync(project, { recursive: true, force: true }))

test('the data lies in the project where the server may enter it', async () => {
  expect(await defaultDataDir(project)).toBe(join(project, 'data/postgres'))
})

test.runIf(isRoot)(
  'the data of a closed project lies outside, apart for each project',
  async () => {
    chmodSync(project, 0o700)
    const first = await defaultDataDir(join(project, 'a'))
    expect(first).toMatch(/^\/var\/(lib|tmp)\/throughline\/[0-9a-f]{12}$/)
    expect(await defaultDataDir(join(project, 'a'))).toBe(first)
    expect(await defaultDataDir(join(project, 'b'))).not.toBe(first)
  },
)

test.runIf(isRoot)("the data never lies under root's home", async () => {
  expect(await defaultDataDir(join(userInfo().homedir, 'any'))).toMatch(/^\/var\//)
})

test('data that is there already stays where it is', async () => {
  mkdirSync(join(project, 'data/postgres/pgdata'), { recursive: true })
  chmodSync(project, 0o700)
  expect(await defaultDataDir(project)).toBe(join(project, 'data/postgres'))
})
