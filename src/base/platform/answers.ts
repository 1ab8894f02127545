import type { Tx } from './database.ts'
import { sql } from './sql.ts'

/** An answer as it is stored and repeated byte for byte. Its body is JSON. */
export type StoredAnswer = { status: number; headers?: Record<string, string>; body: string }
/** The same key of another caller or route is a different key. */
export type AnswerKey = { caller: string; route: string; key: string }
/** `fingerprint` is the digest of the request that was sent with the key. */
export type KeyedAnswer = AnswerKey & StoredAnswer & { fingerprint: Buffer }

export function answerName({ caller, route, key }: AnswerKey): string {
  return `${caller}\n${route}\n${key}`
}

/** The stored answers of these keys, by `answerName`. */
export async function earlierAnswers(
  tx: Tx,
  keys: readonly AnswerKey[],
): Promise<Map<string, KeyedAnswer>> {
  const rows = await tx.rows<KeyedAnswer>(sql`
    select caller, route, key, fingerprint, status, headers, body
    from unnest(
      ${keys.map(({ caller }) => caller)}::text[],
      ${keys.map(({ route }) => route)}::text[],
      ${keys.map(({ key }) => key)}::text[]) as asked(caller, route, key)
    join platform.answers using (caller, route, key)`)
  return new Map(rows.map((row) => [answerName(row), row]))
}

/**
 * In key order, so that two processes with the same keys wait for each other instead of deadlocking. The bodies are JSON already
 * and are sent unchanged: as strings inside other JSON, each of their quotes would have to be escaped and parsed again.
 */
export function storeAnswers(tx: Tx, answers: readonly KeyedAnswer[]): void {
  const rows = answers.map(({ fingerprint, body, ...answer }) => {
    const head = JSON.stringify({ ...answer, fingerprint: fingerprint.toString('hex') })
    return `${head.slice(0, -1)},"body":${body}}`
  })
  tx.write(sql`
    insert into platform.answers (caller, route, key, fingerprint, status, headers, body)
    select caller, route, key, decode(fingerprint, 'hex'), status, headers, body::text
    from json_to_recordset(${`[${rows.join(',')}]`}::json)
      as answer(caller text, route text, key text, fingerprint text, status smallint, headers json, body json)
    order by caller, route, key`)
}

/** Deletes answers older than `days`, at least 30 because partners may retry after days. Answers how many, at most 10,000. */
export async function forgetAnswers(tx: Tx, days: number): Promise<number> {
  return await tx.run(sql`
    delete from platform.answers where ctid = any(array(
      select ctid from platform.answers where at < clock_timestamp() - make_interval(days => ${days}::int) limit 10000))`)
}
