import {
  type Answer,
  type Asked,
  type Handlers,
  historyOf,
  invalidProblem,
} from '../../base/http/index.ts'
import {
  type Database,
  factsOf,
  isRefusal,
  type Refusal,
  refuse,
} from '../../base/platform/index.ts'
import { changeSettings, streamOf } from './change.ts'
import type { settingsContract } from './contract.ts'
import { listSettings, type Setting } from './settings.sql.ts'
import { values } from './values.ts'

type C = typeof settingsContract

/** The handlers of `settingsContract`, to be mounted with it. They begin their own transactions. */
export function settingsHandlers(database: Database): Handlers<C> {
  return {
    'GET /api/settings': async ({ query }) => ({
      body: { items: await database.read((tx) => listSettings(tx, query.kind ?? null)) },
    }),
    'PUT /api/settings/{kind}/{code}': (asked) => put(database, asked),
    'DELETE /api/settings/{kind}/{code}': async ({ params, caller, command, at, ifMatch }) => {
      const wish = { ...params, value: null, ifVersion: ifMatch }
      const cause = { by: caller.id, command, at }
      const [outcome] = await database.begin((tx) => changeSettings(tx, [wish], cause))
      return outcome && isRefusal(outcome) ? outcome : { status: 204 }
    },
    'GET /api/settings/{kind}/{code}/history': async ({ params }) => {
      const facts = await database.read((tx) => factsOf(tx, [streamOf(params)]))
      if (facts.length === 0) return refuse('not_found')
      return { body: { items: historyOf(facts) } }
    },
  }
}

async function put(
  database: Database,
  { params, body, caller, command, at, ifMatch }: Asked<C['PUT /api/settings/{kind}/{code}']>,
): Promise<Answer | Refusal> {
  const parsed = values[params.kind].safeParse(body)
  if (!parsed.success) {
    // The shape depends on the kind, so the route's own reading cannot check it; the answer is the same.
    const headers = { 'content-type': 'application/problem+json' }
    return { status: 422, headers, body: JSON.stringify(invalidProblem(parsed.error, command)) }
  }
  const wish = { ...params, value: parsed.data, ifVersion: ifMatch }
  const cause = { by: caller.id, command, at }
  const [outcome] = await database.begin((tx) => changeSettings(tx, [wish], cause))
  if (!outcome) return refuse('internal')
  return isRefusal(outcome) ? outcome : shown(outcome)
}

function shown(setting: Setting): Answer {
  return { headers: { etag: `"${setting.version}"` }, body: setting }
}
