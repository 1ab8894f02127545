// What became of a user: signing in and out is not among it.
import type { RecordedOf } from '../../base/module/index.ts'
import type { Tx } from '../../base/platform/index.ts'
import { identityFacts } from './facts.ts'

const changes = [
  'user_made',
  'user_renamed',
  'user_rights_changed',
  'user_disabled',
  'user_enabled',
  'password_set',
] as const

type Change = RecordedOf<typeof identityFacts, (typeof changes)[number]>

/** The changes of a user, oldest first; a version between them is a sign-in, which changes nothing that anybody sees. */
export async function changesOf(tx: Tx, id: string): Promise<Change[]> {
  return await identityFacts.of(tx, [id], changes)
}

type Rights = Extract<Change, { type: 'user_made' }>['data']
export type UserChanged = {
  version: number
  type: string
  by: string
  at: Date
  before: Rights | null
  after: Rights | null
}

/** The changes with the rights before and after each, newest first. Both are null where the change was not one of rights. */
export function historyOf(facts: readonly Change[]): UserChanged[] {
  let rights: Rights | null = null
  return facts
    .map((fact) => {
      const { version, type, by, at } = fact
      const none = { version, type, by, at, before: null, after: null }
      if (fact.type !== 'user_made' && fact.type !== 'user_rights_changed') return none
      const before = rights
      rights = fact.data
      return { ...none, before, after: rights }
    })
    .reverse()
}
