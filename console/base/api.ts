// The line to the server: the typed client, a sign-in that may come in between, and what was called.
import {
  type Client,
  createClient,
  newKey,
  Problem,
  type RouteName,
} from '../../src/outside/client/index.ts'
import { fetchNoted } from './calls.ts'
import { heard } from './connection.ts'
import { createStore } from './store.ts'

export {
  type Answered,
  type Given,
  newKey,
  type Place,
  Problem,
  type RouteName,
} from '../../src/outside/client/index.ts'

/** The session's token, sent with every change. */
export const csrf = createStore<string | undefined>(undefined)

/** What to answer as: `warehouse;locations=UK-1`, by an owner who wants to see what others see. Null is oneself. */
const seenAs = createStore<string | null>(read('throughline.see-as'))

export function seeingAs(): string | null {
  return seenAs.get()
}

/** Sees the console as a role from here on; the page starts anew, for every screen depends on it. */
export function setSeeAs(value: string | null): void {
  if (value === null) sessionStorage.removeItem('throughline.see-as')
  else sessionStorage.setItem('throughline.see-as', value)
  location.assign('/')
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

const client = createClient({
  baseUrl: '',
  csrfToken: () => csrf.get(),
  retries: 5,
  fetch: async (input, init) => {
    const as = seenAs.get()
    const headers = as === null ? init?.headers : { ...init?.headers, 'throughline-see-as': as }
    try {
      const response = await fetchNoted(input, { ...init, ...(headers && { headers }) })
      // Who is closing says so, and is away a moment later.
      heard(response.status !== 503)
      return response
    } catch (error) {
      if (!init?.signal?.aborted) heard(false)
      throw error
    }
  },
})

/** Asked when the session has ended: resolves when somebody signed in again. */
let signInAgain: (() => Promise<void>) | null = null
export function onSignedOut(ask: () => Promise<void>): void {
  signInAgain = ask
}

/**
 * Calls wait while the person signs in again, and are then repeated with the key that they had, so that nothing typed is
 * lost and nothing done twice. Signing in itself is not waited for.
 */
async function patiently<T>(
  name: string,
  given: object | undefined,
  ask: (given: object) => Promise<T>,
): Promise<T> {
  const how = name.startsWith('GET') ? { ...given } : { key: newKey(), ...given }
  for (;;) {
    try {
      return await ask(how)
    } catch (error) {
      await afterProblem(error, name)
    }
  }
}

/** Throws on unless somebody signed in again. */
async function afterProblem(error: unknown, name: string): Promise<void> {
  if (!(error instanceof Problem)) throw error
  const again = error.code === 'not_signed_in' && !name.endsWith('/api/session')
  if (!again || !signInAgain) throw error
  await signInAgain()
}

/** As far as waiting goes, all routes are alike. */
type Ask = (name: RouteName, given?: object) => Promise<unknown>
const patient =
  (ask: Ask): Ask =>
  (name, given) =>
    patiently(name, given, (how) => ask(name, how))

export const api: Client = {
  ...client,
  call: patient(client.call as Ask) as Client['call'],
  send: patient(client.send as Ask) as Client['send'],
}
