import { expect, test } from 'vitest'
import { z } from 'zod'
import { CommitUnknown, type Database } from '../platform/index.ts'
import { type Contract, nobody } from './contract.ts'
import { commonRefusals } from './problem.ts'
import { createServer } from './server.ts'

const contract = {
  'GET /thing': { summary: 'A thing', permission: 'public', answer: z.object({}) },
  'POST /thing': {
    summary: 'Make a thing',
    permission: 'public',
    answer: z.object({}),
    keyed: { together: 10 },
  },
} as const satisfies Contract

const failure = (code: string, message = 'no') => Object.assign(new Error(message), { code })

/** A server whose database fails with this error, whatever it is asked. */
async function failingWith(error: unknown) {
  const fail = () => Promise.reject(error)
  const database = { begin: fail, read: fail, url: '', close: fail } as unknown as Database
  const complaints: unknown[] = []
  const { server, mount } = await createServer({
    database,
    refusals: commonRefusals,
    authenticate: async () => nobody,
    committed: () => {},
    onError: (complaint) => complaints.push(complaint),
  })
  mount(contract, {
    'GET /thing': async () => await database.read(fail),
    'POST /thing': async () => [],
  })
  return { server, complaints }
}

test.each([
  ['a connection that is refused', failure('ECONNREFUSED'), 503, 'unavailable'],
  ['a socket file that is gone', failure('ENOENT'), 503, 'unavailable'],
  ['a server that shuts down', failure('57P01'), 503, 'unavailable'],
  ['no connection left', failure('53300'), 503, 'unavailable'],
  ['a standby', failure('25006'), 503, 'unavailable'],
  [
    'a pool that waited too long',
    new Error('timeout exceeded when trying to connect'),
    503,
    'unavailable',
  ],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
  ['a commit without answer', new CommitUnknown('lost'), 503, 'outcome_unknown'],
  ['a full disk', failure('53100'), 507, 'disk_full'],
  ['a lock that somebody holds', failure('55P03'), 409, 'request_in_progress'],
  ['a mistake of ours', failure('42601', 'syntax error at or near "secret"'), 500, 'internal'],
])(
  '%s is answered by its code on reads and writes, and never shows its words',
  async (_, error, status, code) => {
    const { server, complaints } = await failingWith(error)
    const read = await server.inject({ method: 'GET', url: '/thing' })
    const headers = { 'idempotency-key': 'one', 'content-type': 'application/json' }
    const write = await server.inject({ method: 'POST', url: '/thing', headers, payload: '{}' })
    for (const answer of [read, write]) {
      expect(answer.statusCode).toBe(status)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.json()).toMatchObject({
        code,
        status,
        requestId: expect.stringMatching(/^req_/),
      })
      expect(answer.body).not.toContain('secret')
      expect(answer.headers['retry-after']).toBe(status === 500 ? undefined : '1')
    }
    expect(complaints).toHaveLength(status === 500 ? 2 : 0)
    await server.close()
  },
)
