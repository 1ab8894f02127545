// The same key is answered once: the key, the effect and the answer commit in one transaction.
import { type Database, sql, sqlState, type Tx } from '../platform/index.ts'

export type Keyed<Item> = {
  caller: string
  route: string
  key: string
  fingerprint: Buffer
  item: Item
}
export type StoredAnswer = { status: number; headers?: Record<string, string>; body: string }
export type OnceAnswer = StoredAnswer & { replayed: boolean; reused?: boolean }

type Known = StoredAnswer & { caller: string; route: string; key: string; fingerprint: Buffer }

/**
 * Answers each keyed item once: what was answered before is replayed, the rest runs together in one transaction with its
 * stored answers. A batch that fails runs again one by one, so that one item's fault is its own. Throws only for a lone item.
 */
export async function answerOnce<Item>(
  database: Database,
  batch: readonly Keyed<Item>[],
  run: (tx: Tx, items: Item[]) => Promise<StoredAnswer[]>,
): Promise<(OnceAnswer | Error)[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.begin((tx) => answerTogether(tx, batch, run))
    } catch (error) {
      // Another transaction wrote the same key or the same name meanwhile: now what it wrote can be read and told of.
      if (isTwin(error) && tries < 4) continue
      if (batch.length === 1) return [error as Error]
      return await oneByOne(database, batch, run)
    }
  }
}

async function oneByOne<Item>(
  database: Database,
  batch: readonly Keyed<Item>[],
  run: (tx: Tx, items: Item[]) => Promise<StoredAnswer[]>,
): Promise<(OnceAnswer | Error)[]> {
  const answers: (OnceAnswer | Error)[] = []
  for (const keyed of batch) answers.push(...(await answerOnce(database, [keyed], run)))
  return answers
}

/** Two that looked before either had written: a repetition sees the other's row, whichever unique name they met on. */
function isTwin(error: unknown): boolean {
  return sqlState(error) === '23505'
}

async function answerTogether<Item>(
  tx: Tx,
  batch: readonly Keyed<Item>[],
  run: (tx: Tx, items: Item[]) => Promise<StoredAnswer[]>,
): Promise<OnceAnswer[]> {
  const known = await earlierAnswers(tx, batch)
  const first = new Map<string, Keyed<Item>>()
  for (const keyed of batch) {
    const name = nameOf(keyed)
    if (!known.has(name) && !first.has(name)) first.set(name, keyed)
  }
  const fresh = [...first.values()]
  if (fresh.length > 0) {
    const answers = await run(
      tx,
      fresh.map(({ item }) => item),
    )
    const stored = fresh.map(({ item: _, ...keyed }, index) => ({
      ...keyed,
      ...(answers[index] as StoredAnswer),
    }))
    await storeAnswers(tx, stored)
    for (const answer of stored) known.set(nameOf(answer), answer)
  }
  return batch.map((keyed) => {
    const answer = known.get(nameOf(keyed)) as Known
    const { status, headers, body } = answer
    const replayed = first.get(nameOf(keyed)) !== keyed
    const reused = !answer.fingerprint.equals(keyed.fingerprint)
    return { status, ...(headers && { headers }), body, replayed, ...(reused && { reused }) }
  })
}

function nameOf({ caller, route, key }: { caller: string; route: string; key: string }): string {
  return `${caller}\n${route}\n${key}`
}

async function earlierAnswers(
  tx: Tx,
  batch: readonly Keyed<unknown>[],
): Promise<Map<string, Known>> {
  const rows = await tx.rows<Known>(sql`
    select caller, route, key, fingerprint, status, headers, body
    from unnest(
      ${batch.map(({ caller }) => caller)}::text[],
      ${batch.map(({ route }) => route)}::text[],
      ${batch.map(({ key }) => key)}::text[]) as asked(caller, route, key)
    join platform.answers using (caller, route, key)`)
  return new Map(rows.map((row) => [nameOf(row), row]))
}

/** In key order, so that two processes with the same keys wait for each other instead of deadlocking. */
async function storeAnswers(tx: Tx, answers: readonly Known[]): Promise<void> {
  const rows = answers.map(({ fingerprint, ...answer }) => ({
    ...answer,
    fingerprint: fingerprint.toString('hex'),
  }))
  await tx.run(sql`
    insert into platform.answers (caller, route, key, fingerprint, status, headers, body)
    select caller, route, key, decode(fingerprint, 'hex'), status, headers, body
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as answer(caller text, route text, key text, fingerprint text, status smallint, headers json, body text)
    order by caller, route, key`)
}
