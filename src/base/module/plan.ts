import { isDeepStrictEqual } from 'node:util'
import { type Contract, commonRefusals } from '../http/index.ts'
import type { Follower } from '../platform/index.ts'
import type { Whole } from './house.ts'
import type { Module } from './module.ts'
import { asking } from './question.ts'

/** The routes of all modules of a list together. */
export type ContractOf<List extends readonly Module[]> = List extends readonly []
  ? unknown
  : List extends readonly [Module<infer Routes>, ...infer Rest extends readonly Module[]]
    ? Routes & ContractOf<Rest>
    : Contract

/** What a list of modules says as one. */
export type Plan<List extends readonly Module[] = readonly Module[]> = Whole & {
  modules: List
  contract: ContractOf<List>
}

export function planOf<const List extends readonly Module[]>(modules: List): Plan<List> {
  return {
    modules,
    contract: merged(modules.map(({ contract }) => contract)) as ContractOf<List>,
    facts: merged(modules.map(({ facts }) => facts.kinds)),
    refusals: merged([commonRefusals, ...modules.map(({ refusals }) => refusals)]),
    ask: asking(modules.flatMap(({ answers }) => answers)),
  }
}

/** All that follow the log. Their order means nothing: no step of the flow waits for another's. */
export function followersOf(plan: Plan): Follower[] {
  return plan.modules.flatMap(({ followers }) => followers(plan))
}

/** All entries of all tables. Two modules may say the same of a name; what they say differently stops the start. */
function merged<Entry>(tables: readonly Readonly<Record<string, Entry>>[]): Record<string, Entry> {
  const all: Record<string, Entry> = {}
  for (const table of tables)
    for (const [name, entry] of Object.entries(table)) {
      if (name in all && !isDeepStrictEqual(all[name], entry))
        throw new Error(`two modules differ about ${name}`)
      all[name] = entry
    }
  return all
}
