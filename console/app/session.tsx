// Who is signed in, and what they may do. Without anybody, the sign-in page; when a session ends, a dialog over the page.

import { type ReactNode, useEffect, useState } from 'react'
import type { Permission } from '../../src/ground/identity/roles.ts'
import type { Answered } from '../../src/outside/client/index.ts'
import { api, csrf, onSignedOut, Problem, seeingAs, setSeeAs } from '../base/api.ts'
import { startLive, stopLive } from '../base/live.ts'
import { createStore, useStore } from '../base/store.ts'
import { later } from '../kit/loaded.tsx'

const SignIn = later(async () => (await import('./sign-in.tsx')).SignIn)
const SignInAgain = later(async () => (await import('./sign-in.tsx')).SignInAgain)

type Answer = Answered<'GET /api/session'>
export type User = Answer['user']

const session = createStore<User | null | undefined>(undefined)

/** The signed-in person and their rights. Only below `<Session>`. */
export function useSession(): { user: User; may: (permission: Permission) => boolean } {
  const user = useStore(session) as User
  return { user, may: (permission) => user.permissions.includes(permission) }
}

/** Takes over what signing in answered. What happens from here on is heard, however late the stream begins. */
export function enter({ user, csrfToken, log }: Answer): void {
  csrf.set(csrfToken ?? undefined)
  startLive(log)
  session.set(user)
}

export async function signOut(): Promise<void> {
  await api.call('DELETE /api/session')
  sessionStorage.clear()
  stopLive()
  location.assign('/')
}

export function Session({ children }: { children: ReactNode }) {
  const user = useStore(session)
  const [again, setAgain] = useState<(() => void) | null>(null)
  useEffect(() => {
    load()
  }, [])
  useEffect(() => {
    if (!user) return
    // Several calls may find the session ended: one dialog answers them all.
    let asked: Promise<void> | null = null
    onSignedOut(() => {
      asked ??= new Promise<void>((resolve) => setAgain(() => resolve)).finally(() => {
        asked = null
      })
      return asked
    })
  }, [user])
  if (user === undefined) return null
  if (user === null) return <SignIn onSignedIn={enter} />
  return (
    <>
      {children}
      {again && (
        <SignInAgain
          email={user.email}
          onSignedIn={(answer) => {
            const other = answer.user.id !== user.id
            enter(answer)
            setAgain(null)
            // Another person must not go on with what this one had open.
            if (other) location.assign('/')
            else again()
          }}
        />
      )}
    </>
  )
}

async function load(): Promise<void> {
  try {
    enter(await api.call('GET /api/session'))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Seeing as somebody is an owner's right: when it is refused, the page goes on as oneself.
    if (seeingAs() !== null && error.status === 403) setSeeAs(null)
    session.set(null)
  }
}
