// What the tests of this module need: a database of their own, a server with this module's routes, an owner.
import { migratedDatabase } from '../../../test/database.ts'
import { commonRefusals, createServer } from '../../base/http/index.ts'
import { factsOf, openDatabase, type RecordedFact, type Sql } from '../../base/platform/index.ts'
import { openIdentity } from './authenticate.ts'
import { identityContract } from './contract.ts'
import { firstRun } from './first-run.ts'
import { identityHandlers } from './http.ts'
import { identityRefusals } from './refusals.ts'

export type Browser = { cookie: string; csrf: string; token: string }
type Ask = { key?: string; as?: Browser; body?: object; headers?: Record<string, string> }

export const site = { host: 'shop.test', origin: 'http://shop.test' }
export const ownerKey = 'an owner key of the tests'

/** Opens the scene; `errors` collects what went wrong beside the answers. */
export async function openScene() {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url, { size: 6, connectMs: 60_000 })
  const errors: unknown[] = []
  const note = (error: unknown) => errors.push(error)
  const identity = openIdentity({ database, onError: note })
  const refusals = { ...commonRefusals, ...identityRefusals }
  const { authenticate } = identity
  const options = { database, refusals, authenticate, committed: () => {}, onError: note }
  const { server, mount } = await createServer(options)
  mount(identityContract, identityHandlers(identity))
  const owner = await firstRun(database, { ownerKey }, new Date())
  if (!owner) throw new Error('a fresh database has no users')

  const call = async (name: string, { key, as, body, headers }: Ask = {}) => {
    const [method, url] = name.split(' ') as ['GET' | 'POST' | 'PATCH' | 'DELETE', string]
    const answer = await server.inject({
      method,
      url,
      ...(body && { payload: body }),
      headers: {
        host: site.host,
        ...(key && { authorization: `Bearer ${key}` }),
        ...(as && { cookie: as.cookie, origin: site.origin, 'x-csrf-token': as.csrf }),
        ...headers,
      },
    })
    const json = answer.body === '' ? {} : JSON.parse(answer.body)
    return { status: answer.statusCode, json, code: json.code, headers: answer.headers }
  }
  const signIn = async (email: string, password: string): Promise<Browser> => {
    const answer = await call('POST /api/session', { body: { email, password } })
    if (answer.status !== 200) throw new Error(`${email}: ${answer.code}`)
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    return { cookie, csrf: answer.json.csrfToken, token: cookie.split('=')[1] ?? '' }
  }
  return {
    database,
    identity,
    server,
    owner,
    errors,
    call,
    signIn,
    /** Adds a user by the owner's key; answers the id. */
    addUser: async (given: { email: string; role: string; [field: string]: unknown }) => {
      const body = { name: 'Someone', password: passwordOf(given.email), ...given }
      const answer = await call('POST /api/users', { key: ownerKey, body })
      if (answer.status !== 201) throw new Error(answer.code)
      return answer.json.id as string
    },
    run: (statement: Sql) => database.begin((tx) => tx.run(statement)),
    rows: <Row extends object>(statement: Sql) => database.read((tx) => tx.rows<Row>(statement)),
    facts: (stream: string): Promise<RecordedFact[]> =>
      database.read((tx) => factsOf(tx, [stream])),
    close: async () => {
      await server.close()
      await database.close()
      await fresh.drop()
    },
  }
}

export type Scene = Awaited<ReturnType<typeof openScene>>

/** The password that `addUser` gives. */
export function passwordOf(email: string): string {
  return `secret of ${email}`
}
