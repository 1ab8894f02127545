import { describe, expect, test } from 'vitest'
import { judge, parsePidFile } from './pidfile.ts'
import type { Running } from './processes.ts'

const text = [
  '4711',
  '/data/pgdata',
  '1700000000',
  '54329',
  '/data/socket',
  '127.0.0.1',
  '  1704042 5',
  'ready   ',
].join('\n')

const process4711: Running = {
  pid: 4711,
  zombie: false,
  startedAt: '1',
  command: '/x/bin/postgres -D /data/pgdata -c port=54329',
  folder: '/data/pgdata',
}

describe('a pid file', () => {
  test('is read line by line', () => {
    expect(parsePidFile(text)).toEqual({
      pid: 4711,
      port: 54329,
      socketDir: '/data/socket',
      sharedMemory: { key: 1704042, id: 5 },
      ready: true,
    })
  })

  test('of a server that is still starting is not ready', () => {
    expect(parsePidFile(text.replace('ready   ', 'starting'))?.ready).toBe(false)
  })

  test.each(['', 'hello\n', '-5\n/data', '4711\n', '\0\0\0\0'])(
    'with %j in it is unreadable',
    (bad) => {
      expect(parsePidFile(bad)).toBeUndefined()
      expect(judge(bad, '/data/pgdata', () => process4711)).toBe('unreadable')
    },
  )
})

describe('the verdict', () => {
  const judged = (found: Running | undefined) => judge(text, '/data/pgdata', () => found)

  test('is none without a file', () => {
    expect(judge(undefined, '/data/pgdata', () => process4711)).toBe('none')
  })

  test('is dead when no such process lives', () => expect(judged(undefined)).toBe('dead'))

  test('is zombie when nobody has reaped it', () => {
    expect(judged({ ...process4711, zombie: true })).toBe('zombie')
  })

  test('is ours for a server on this folder', () => expect(judged(process4711)).toBe('ours'))

  test.each([
    '/x/bin/postgres -D /data/pgdata2 -c port=54329',
    '/x/bin/postgres -D /elsewhere -c log=/data/pgdata',
    'vim -D /data/pgdata ',
    '',
  ])('is other for %j', (command) => {
    expect(judged({ ...process4711, command })).toBe('other')
  })
})
