// What became of a user: signing in and out is not among it.
import { factsOf, type RecordedFact, type Tx } from '../../base/platform/index.ts'

const changes = [
  'user_made',
  'user_renamed',
  'user_rights_changed',
  'user_disabled',
  'user_enabled',
  'password_set',
]

/** The changes of a user, oldest first; a version between them is a sign-in, which changes nothing that anybody sees. */
export async function changesOf(tx: Tx, id: string): Promise<RecordedFact[]> {
  return await factsOf(tx, [id], changes)
}

type Rights = { role: string; channels: string[] | null; locations: string[] | null }
export type UserChanged = {
  version: number
  type: string
  by: string
  at: Date
  before: Rights | null
  after: Rights | null
}

/** The changes with the rights before and after each, newest first. Both are null where the change was not one of rights. */
export function historyOf(facts: readonly RecordedFact[]): UserChanged[] {
  let rights: Rights | null = null
  return facts
    .map(({ version, type, by, at, data }) => {
      const isRights = type === 'user_made' || type === 'user_rights_changed'
      const before = isRights ? rights : null
      if (isRights) rights = data as Rights
      return { version, type, by, at, before, after: isRights ? rights : null }
    })
    .reverse()
}
