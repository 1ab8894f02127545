// The answers of an owner's routes: list, set, remove, and history.
import { z } from 'zod'
import { type Answer, type Caller, invalidProblem } from '../http/index.ts'
import { type Database, isRefusal, type Refusal, refuse } from '../platform/index.ts'
import { changeSettings, streamOf, type Wish } from './change.ts'
import { settingsFacts } from './facts.ts'
import { historyOf } from './history.ts'
import type { Kinds } from './kinds.ts'
import { listSettings } from './settings.sql.ts'

/** The fields of a setting in an answer, besides its kind and value. */
export const settingFields = {
  code: z.string(),
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
}

type Named = { params: { kind: string; code: string } }
type Changing = Named & { caller: Caller; command: string; at: Date; ifMatch: number | null }

/** The handlers of the four routes of a module that owns kinds. They begin their own transactions. */
export function settingsAnswers(database: Database, kinds: Kinds) {
  const change = async (asked: Changing, value: Wish['value']): Promise<Answer | Refusal> => {
    const { params, caller, command, at, ifMatch } = asked
    const wish = { ...params, value, ifVersion: ifMatch }
    const cause = { by: caller.id, command, at }
    const [outcome] = await database.begin((tx) => changeSettings(tx, kinds, [wish], cause))
    if (!outcome) return refuse('internal')
    if (isRefusal(outcome)) return outcome
    if (value === null) return { status: 204 }
    return { headers: { etag: `"${outcome.version}"` }, body: outcome }
  }
  return {
    list: async ({ query: { kind } }: { query: { kind?: string | undefined } }) => {
      const asked = kind === undefined ? Object.keys(kinds) : [kind]
      return { body: { items: await database.read((tx) => listSettings(tx, asked)) } }
    },
    set: async (asked: Changing & { body: unknown }): Promise<Answer | Refusal> => {
      const parsed = kinds[asked.params.kind]?.shape.safeParse(asked.body)
      if (!parsed) return refuse('not_found')
      return parsed.success ? change(asked, parsed.data) : invalid(parsed.error, asked.command)
    },
    remove: (asked: Changing) => change(asked, null),
    history: async ({ params }: Named): Promise<Answer | Refusal> => {
      const facts = await database.read((tx) => settingsFacts.of(tx, [streamOf(params)]))
      return facts.length === 0 ? refuse('not_found') : { body: { items: historyOf(facts) } }
    },
  }
}

/** The shape depends on the kind, so the route cannot check it; this gives the same answer as if it could. */
function invalid(error: z.ZodError, command: string): Answer {
  const headers = { 'content-type': 'application/problem+json' }
  return { status: 422, headers, body: JSON.stringify(invalidProblem(error, command)) }
}
