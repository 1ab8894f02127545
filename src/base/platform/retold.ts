import { type Check, compare, openCheck } from './check.ts'
import type { Tx } from './database.ts'

/** So many things are read at a time. */
const atOnce = 500

type Retelling<Thing extends { id: string }, Fact extends { stream: string }> = {
  /** What such a thing is called, as `package`. */
  what: string
  /** At most `limit` things after an id, sorted by id. */
  page: (after: string, limit: number) => Promise<readonly Thing[]>
  /** The facts of such things, by version. */
  facts: (tx: Tx, ids: readonly string[]) => Promise<readonly Fact[]>
  /** The thing as its facts tell it; null where they cannot be told. */
  retell: (facts: readonly Fact[]) => Thing | null
}

/** Compares every thing of a kind with what its own facts say. */
export async function compareRetold<Thing extends { id: string }, Fact extends { stream: string }>(
  tx: Tx,
  { what, page, facts, retell }: Retelling<Thing, Fact>,
): Promise<Check> {
  const check = openCheck(`${what}s = replay of the log`)
  for (let after: string | undefined = ''; after !== undefined; ) {
    const things: readonly Thing[] = await page(after, atOnce)
    const told = new Map<string, Fact[]>(things.map(({ id }) => [id, []]))
    for (const fact of await facts(tx, [...told.keys()])) told.get(fact.stream)?.push(fact)
    for (const found of things) {
      const { id } = found
      compare(check, { id, what, expected: retell(told.get(id) ?? []), found })
    }
    after = things.length < atOnce ? undefined : things.at(-1)?.id
  }
  return check
}
