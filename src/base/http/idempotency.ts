// A request with a key takes effect once, and its repetitions get the same answer: key, effect and answer commit in one
// transaction.
import {
  answerName,
  type Database,
  earlierAnswers,
  type KeyedAnswer,
  type StoredAnswer,
  sqlState,
  storeAnswers,
  type Tx,
} from '../platform/index.ts'

export type Keyed<Item> = {
  caller: string
  route: string
  key: string
  fingerprint: Buffer
  item: Item
}
export type { StoredAnswer }
/** `write` answers the new items; `ahead`, where given, reads for them while the keys are being looked up. */
export type Run<Item> = {
  ahead?: (tx: Tx, items: Item[]) => Promise<unknown>
  write: (tx: Tx, items: Item[], ahead?: Promise<unknown>) => Promise<StoredAnswer[]>
}
export type OnceAnswer = StoredAnswer & { replayed: boolean; reused?: boolean }

/**
 * Answers each keyed item once: an item answered before gets its stored answer again, the others run together in one
 * transaction that also stores their answers. A batch that fails runs again item by item, so that a faulty item fails alone.
 * An item that fails is answered by its error.
 */
export async function answerOnce<Item>(
  database: Database,
  batch: readonly Keyed<Item>[],
  run: Run<Item>,
): Promise<(OnceAnswer | Error)[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.begin((tx) => answerTogether(tx, batch, run))
    } catch (error) {
      // Another transaction wrote the same key or the same name meanwhile: the next try reads what it wrote and answers with it.
      if (isTwin(error) && tries < 4) continue
      if (batch.length === 1) return [error as Error]
      return await oneByOne(database, batch, run)
    }
  }
}

async function oneByOne<Item>(
  database: Database,
  batch: readonly Keyed<Item>[],
  run: Run<Item>,
): Promise<(OnceAnswer | Error)[]> {
  const answers: (OnceAnswer | Error)[] = []
  for (const keyed of batch) answers.push(...(await answerOnce(database, [keyed], run)))
  return answers
}

/** Two transactions looked before either had written. The one that tries again sees the other's row. */
function isTwin(error: unknown): boolean {
  return sqlState(error) === '23505'
}

async function answerTogether<Item>(
  tx: Tx,
  batch: readonly Keyed<Item>[],
  run: Run<Item>,
): Promise<OnceAnswer[]> {
  const looking = earlierAnswers(tx, batch)
  const ahead = run.ahead?.(
    tx,
    batch.map(({ item }) => item),
  )
  // Handled here only so that the process does not stop: if reading ahead fails, the batch fails where it waits for it.
  ahead?.catch(() => {})
  const known = await looking
  const first = new Map<string, Keyed<Item>>()
  for (const keyed of batch) {
    const name = answerName(keyed)
    if (!known.has(name) && !first.has(name)) first.set(name, keyed)
  }
  const fresh = [...first.values()]
  if (fresh.length > 0) {
    const answers = await run.write(
      tx,
      fresh.map(({ item }) => item),
      ahead,
    )
    const stored = fresh.map(({ item: _, ...keyed }, index) => ({
      ...keyed,
      ...(answers[index] as StoredAnswer),
    }))
    storeAnswers(tx, stored)
    for (const answer of stored) known.set(answerName(answer), answer)
  }
  return batch.map((keyed) => {
    const answer = known.get(answerName(keyed)) as KeyedAnswer
    const { status, headers, body } = answer
    const replayed = first.get(answerName(keyed)) !== keyed
    const reused = !answer.fingerprint.equals(keyed.fingerprint)
    return { status, ...(headers && { headers }), body, replayed, ...(reused && { reused }) }
  })
}
