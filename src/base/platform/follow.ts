// Followers read the log and react. Each has its own cursor, which moves in the transaction of its effect, so that an effect inside
// this database happens exactly once, however often a process dies.
import { type Bell, makeBell } from './bell.ts'
import { type Database, sqlState, type Tx } from './database.ts'
import type { Cursor } from './log.ts'
import { sql } from './sql.ts'

/** One stream has facts `from` … `to` (versions) that this follower has not seen. */
export type News = { stream: string; from: number; to: number }

export type Follower = {
  name: string
  /** Only facts of these types count as news; all when absent. */
  types?: readonly string[]
  /** If true, nobody needs the facts of this stretch, and only the cursor moves. Asked after the stretch was found. */
  skips?(tx: Tx): Promise<boolean>
  /** A step of the flow: orders wait for its effect, so it neither takes turns with others nor pauses for requests. */
  inFlow?: boolean
  /** Handles the stretch as a whole and gets no news. If it fails, the whole stretch is retried; nothing is parked. */
  whole?: boolean
  /**
   * Does the effect for these streams. `range` is the stretch of the log they were found in. May run again after a failure. The
   * answer `again` means that only a part was done, in order to hold locks only briefly: that part is committed, the cursor stays,
   * and the same news, perhaps with newer ones, comes again. The handler must find out itself what is already done.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most followers have nothing to say
  handle(tx: Tx, news: News[], range: Range): Promise<void | 'again'>
}

type Range = { after: Cursor; upTo: Cursor }
type Step = Range & { news: News[] }
const batch = 4_000
const triesBeforeDead = 5

export type FollowOptions = {
  /** The shortest time between passes, so that under load they are few and large. */
  restMs?: number
  /** The longest time between passes, because commits of other processes wake nobody here. */
  pollMs?: number
  /** Whether requests are being written. If so, a follower pauses twenty times as long as it worked. */
  busy?: () => boolean
  onError: (follower: string, error: unknown) => void
  /** Called after a pass that did something. */
  onAdvance?: () => void
}

/**
 * Runs the followers until stopped. Those that are no step of the flow make one pass at a time, so that together they take at most
 * one connection's share of the machine from requests. `wake` says that something was committed.
 */
export function runFollowers(
  database: Database,
  followers: readonly Follower[],
  { restMs = 50, pollMs = 500, busy = () => false, onError, onAdvance = () => {} }: FollowOptions,
): { wake(): void; stop(): Promise<void> } {
  let stopped = false
  const bells = followers.map(makeBell)
  const ring = () => {
    for (const bell of bells) bell.ring()
  }
  const pass = async (follower: Follower): Promise<boolean> => {
    try {
      const more = await advance(database, follower)
      if (more) onAdvance()
      return more
    } catch (error) {
      onError(follower.name, error)
      return false
    }
  }
  const inTurn = makeTurn()
  const restAfter = ({ inFlow }: Follower, more: boolean, ms: number) => {
    if (busy() && !inFlow) return Math.max(restMs, Math.min(5_000, 20 * ms))
    return more ? 0 : restMs
  }
  const loop = async (follower: Follower, bell: Bell) => {
    const turn = follower.inFlow ? timed : inTurn
    while (!stopped) {
      const { result: more, ms } = await turn(() => pass(follower))
      if (!more) await bell.wait(pollMs)
      if (!stopped) await sleep(restAfter(follower, more, ms))
    }
  }
  const running = followers.map((follower, index) => loop(follower, bells[index] as Bell))
  return {
    wake: ring,
    stop: async () => {
      stopped = true
      ring()
      await Promise.all(running)
    },
  }
}

const sleep = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const started = performance.now()
  return { result: await work(), ms: performance.now() - started }
}

/** Runs one piece of work after the other, in the order they came; answers how long each took. */
function makeTurn() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> => {
    const turn = last.then(() => timed(work))
    last = turn.catch(() => {})
    return turn
  }
}

/** One pass of one follower. Answers whether there is probably more. Does nothing if another process is running the follower. */
async function advance(database: Database, follower: Follower): Promise<boolean> {
  return await database.begin(async (tx) => {
    const after = await lockCursor(tx, follower.name)
    if (!after) return false
    const retried = await retryParked(tx, follower, after)
    const upTo = await nextBound(tx, after)
    if (!upTo) return retried
    const again = await handleStretch(tx, follower, { after, upTo })
    if (!again) await moveCursor(tx, follower.name, upTo)
    return true
  })
}

async function handleStretch(tx: Tx, follower: Follower, range: Range): Promise<boolean> {
  if (await follower.skips?.(tx)) return false
  if (follower.whole) return (await follower.handle(tx, [], range)) === 'again'
  const news = await newsIn(tx, range, follower.types ?? null)
  return news.length > 0 && (await handle(tx, follower, { ...range, news }))
}

async function lockCursor(tx: Tx, name: string): Promise<Cursor | null> {
  const locking = sql`
    select cursor_tx as tx, cursor_position as position from platform.followers
    where name = ${name} for update skip locked`
  const [found] = await tx.rows<Cursor>(locking)
  if (found) return found
  await tx.run(sql`insert into platform.followers (name) values (${name}) on conflict do nothing`)
  return (await tx.rows<Cursor>(locking))[0] ?? null
}

/** The end of the next stretch of the log that can no longer be overtaken; null when there is none. */
async function nextBound(tx: Tx, after: Cursor): Promise<Cursor | null> {
  const [bound] = await tx.rows<Cursor>(sql`
    select tx, position from (
      select tx, position from platform.facts
      where (tx, position) > (${after.tx}::xid8, ${after.position}::bigint)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, position limit ${batch}) as stretch
    order by tx desc, position desc limit 1`)
  return bound ?? null
}

async function newsIn(
  tx: Tx,
  { after, upTo }: Range,
  types: readonly string[] | null,
): Promise<News[]> {
  return await tx.rows<News>(sql`
    select stream, min(version) as from, max(version) as to from platform.facts
    where (tx, position) > (${after.tx}::xid8, ${after.position}::bigint)
      and (tx, position) <= (${upTo.tx}::xid8, ${upTo.position}::bigint)
      and (${types}::text[] is null or type = any(${types}::text[]))
    group by stream order by stream`)
}

async function moveCursor(tx: Tx, name: string, { tx: at, position }: Cursor): Promise<void> {
  await tx.run(sql`
    update platform.followers
    set cursor_tx = ${at}::xid8, cursor_position = ${position}::bigint, moved_at = clock_timestamp()
    where name = ${name}`)
}

/**
 * Parked streams wait for their retry; the others are handled together, and in halves when that fails. Answers whether the handler
 * wants to see them again.
 */
async function handle(tx: Tx, follower: Follower, step: Step): Promise<boolean> {
  const parked = await passOverParked(tx, follower.name, step.news)
  const news = step.news.filter(({ stream }) => !parked.has(stream))
  return news.length > 0 && (await handleOrHalve(tx, follower, { ...step, news }))
}

/** A fact may come later in the log than a parked one with a higher version: the retry then begins with the lower version. */
async function passOverParked(
  tx: Tx,
  follower: string,
  news: readonly News[],
): Promise<Set<string>> {
  const rows = await tx.rows<{ stream: string }>(sql`
    update platform.parked set from_version = least(from_version, news."from")
    from json_to_recordset(${JSON.stringify(news)}::json) as news(stream text, "from" int)
    where follower = ${follower} and parked.stream = news.stream
    returning parked.stream`)
  return new Set(rows.map(({ stream }) => stream))
}

async function handleOrHalve(tx: Tx, follower: Follower, step: Step): Promise<boolean> {
  await tx.run(sql`savepoint attempt`)
  try {
    const said = await follower.handle(tx, step.news, { after: step.after, upTo: step.upTo })
    await tx.run(sql`release savepoint attempt`)
    return said === 'again'
  } catch (error) {
    if (isPassing(error)) throw error
    await tx.run(sql`rollback to savepoint attempt`)
    const [only] = step.news
    if (only && step.news.length === 1) {
      await park(tx, follower.name, only, error)
      return false
    }
    const middle = Math.ceil(step.news.length / 2)
    const first = await handleOrHalve(tx, follower, { ...step, news: step.news.slice(0, middle) })
    const rest = await handleOrHalve(tx, follower, { ...step, news: step.news.slice(middle) })
    return first || rest
  }
}

/** Deadlocks, lost connections and a full disk are not the fault of a stream: the whole pass is repeated later. */
function isPassing(error: unknown): boolean {
  return /^(40|08|53|55P03|57|25006|ECONN|EPIPE)/.test(sqlState(error))
}

async function park(tx: Tx, follower: string, { stream, from }: News, error: unknown) {
  await tx.run(sql`
    insert into platform.parked (follower, stream, from_version, error, due_at)
    values (${follower}, ${stream}, ${from}, ${String((error as Error)?.message ?? error).slice(0, 2000)},
      clock_timestamp() + interval '5 seconds')
    on conflict (follower, stream) do update
    set tries = parked.tries + 1, error = excluded.error,
      due_at = clock_timestamp() + interval '5 seconds' * 4 ^ least(parked.tries, 8)`)
}

/**
 * Retries one parked stream that is due, with all its facts that were skipped since. Facts after the cursor are left out, because
 * they will still come as news and would be handled twice.
 */
async function retryParked(tx: Tx, follower: Follower, cursor: Cursor): Promise<boolean> {
  const [due] = await tx.rows<News>(sql`
    select stream, from_version as from,
      (select max(version) from platform.facts where facts.stream = parked.stream
        and (tx, position) <= (${cursor.tx}::xid8, ${cursor.position}::bigint)) as to
    from platform.parked
    where follower = ${follower.name} and tries < ${triesBeforeDead} and due_at <= clock_timestamp()
    order by due_at limit 1`)
  if (!due) return false
  await tx.run(sql`savepoint retry`)
  try {
    const said = await follower.handle(tx, [due], { after: cursor, upTo: cursor })
    if (said !== 'again')
      await tx.run(
        sql`delete from platform.parked where follower = ${follower.name} and stream = ${due.stream}`,
      )
  } catch (error) {
    if (isPassing(error)) throw error
    await tx.run(sql`rollback to savepoint retry`)
    await park(tx, follower.name, due, error)
  }
  return true
}

/** Retries parked streams at once: one, or all of a follower. Answers how many. */
export async function replayParked(tx: Tx, follower: string, stream?: string): Promise<number> {
  return await tx.run(sql`
    update platform.parked set tries = 0, due_at = clock_timestamp()
    where follower = ${follower} and (${stream ?? null}::text is null or stream = ${stream ?? null})`)
}

/** How far each follower is behind: its backlog of facts, the age of the oldest, and parked streams (dead: no more retries). */
export async function followerLag(tx: Tx) {
  return await tx.rows<{
    name: string
    facts: number
    seconds: number
    parked: number
    dead: number
    movedAt: Date | null
  }>(sql`
    select name, moved_at as "movedAt", behind.facts, behind.seconds, waits.parked, waits.dead
    from platform.followers,
      lateral (
        select count(*) as facts, coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as seconds
        from (select at from platform.facts
          where (tx, position) > (cursor_tx, cursor_position) order by tx, position limit 100000) as late) as behind,
      lateral (
        select count(*) as parked, count(*) filter (where tries >= ${triesBeforeDead}) as dead
        from platform.parked where follower = name) as waits
    order by name`)
}
