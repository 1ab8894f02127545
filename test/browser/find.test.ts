import { expect, test } from 'vitest'
import { findBrowser, type Machine } from './find.ts'

/** A machine that has the programs named, and nothing else. */
function machine(programs: readonly string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isProgram: (path) => programs.includes(path),
    packaged: async () => null,
    ...more,
  }
}

test('the browser named by CHROMIUM goes before an installed one', async () => {
  const env = { PATH: '/usr/bin', CHROMIUM: '/opt/mine/chrome' }
  const both = machine(['/usr/bin/chromium', '/opt/mine/chrome'], { env })
  expect(await findBrowser(both)).toEqual({ path: '/opt/mine/chrome', by: 'CHROMIUM' })
})

test('a name in CHROMIUM that is no program is told, and no other browser is taken', async () => {
  const env = { PATH: '/usr/bin', CHROMIUM: '/opt/gone' }
  const told = findBrowser(machine(['/usr/bin/chromium'], { env }))
  await expect(told).rejects.toThrow('/opt/gone')
})

test('an empty CHROMIUM counts as none', async () => {
  const env = { PATH: '/usr/bin', CHROMIUM: '' }
  const found = await findBrowser(machine(['/usr/bin/chromium'], { env }))
  expect(found).toEqual({ path: '/usr/bin/chromium', by: 'installed' })
})

test('an installed browser is found under any usual name, the first folder of PATH first', async () => {
  const programs = ['/usr/bin/chromium', '/usr/local/bin/google-chrome']
  expect((await findBrowser(machine(programs))).path).toBe('/usr/local/bin/google-chrome')
})

test('on a Mac and on Windows the usual places are looked at', async () => {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  expect((await findBrowser(machine([mac], { platform: 'darwin' }))).path).toBe(mac)
  const windows = 'C:/Programs/Google/Chrome/Application/chrome.exe'
  const env = { PROGRAMFILES: 'C:/Programs' }
  expect((await findBrowser(machine([windows], { platform: 'win32', env }))).path).toBe(windows)
})

test('without an installed browser the packaged one is unpacked, and only then', async () => {
  let unpacked = 0
  const packaged = async () => {
    unpacked += 1
    return '/tmp/unpacked/chromium'
  }
  await findBrowser(machine(['/usr/bin/chrome'], { packaged }))
  expect(unpacked).toBe(0)
  const found = await findBrowser(machine([], { packaged }))
  expect(found).toEqual({ path: '/tmp/unpacked/chromium', by: 'packaged' })
  expect(unpacked).toBe(1)
})

test('where there is no browser at all, a sentence says what to do', async () => {
  await expect(findBrowser(machine([]))).rejects.toThrow('install Chrome')
})
