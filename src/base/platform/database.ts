import type { Writable } from 'node:stream'
import pg from 'pg'
import type { Sql } from './sql.ts'

/** An open transaction. A route, a follower or a command begins it, and it is the first argument of everything below. */
export type Tx = {
  /** Sends a statement and reads its rows. Statements sent without waiting in between share a round trip, in order. */
  rows<Row extends object>(statement: Sql): Promise<Row[]>
  /** The same, planned anew for its values: for searches, whose best plan depends on what is searched for. */
  search<Row extends object>(statement: Sql): Promise<Row[]>
  /** Sends a statement; answers how many rows it touched. */
  run(statement: Sql): Promise<number>
  /**
   * Sends a statement and does not wait: it runs in its turn, and if it fails the transaction fails too, at the latest at COMMIT. So
   * the last statements of a step and COMMIT share a round trip, and locks are held one round trip less.
   */
  write(statement: Sql): void
  /** The same, sent right before COMMIT, after everything else: for locks that many need, so that they are held briefly. */
  writeLast(statement: Sql): void
}

export type Database = {
  /** Runs the work in one transaction; repeats it on a deadlock or a failed serialisation, so it must be safe to repeat. */
  begin<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same for reading only: all statements see one moment. It never holds back the followers' horizon. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  url: string
  close(): Promise<void>
}

/** The connection broke during COMMIT, so it is not known whether it took effect. Try again with the same key. */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown'
}

/** The five-letter SQLSTATE of a database error, the system's code of a connection error, or `''`. */
export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

const types = new pg.TypeOverrides()
types.setTypeParser(20, exactInteger)
types.setTypeParser(1082, (text) => text)

function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer ${text} is beyond 2^53`)
  return value
}

type PoolOptions = { size?: number; connectMs?: number; onError?: (error: Error) => void }

/**
 * Opens a pool. `size` limits the connections, and a request that gets none within `connectMs` fails. A broken idle connection is
 * logged and replaced, never fatal.
 */
export function openDatabase(
  url: string,
  { size = 10, connectMs = 5_000, onError = () => {} }: PoolOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    pipeline: true,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 0,
    application_name: 'throughline',
    options: '-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s',
  } as pg.PoolConfig)
  pool.on('error', onError)
  pool.on('connect', listen)
  return {
    url,
    begin: (work) => repeating(() => inTransaction(pool, 'begin', work)),
    read: (work) =>
      repeating(() => inTransaction(pool, 'begin isolation level repeatable read read only', work)),
    close: () => pool.end(),
  }
}

const mayRepeat = new Set(['40001', '40P01'])

async function repeating<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 5 || !mayRepeat.has(sqlState(error))) throw error
      await new Promise((resume) => setTimeout(resume, Math.random() * 20 * tries))
    }
  }
}

/** Why a connection broke: the first error says it, and what follows only that it is over. */
const brokenBy = new WeakMap<pg.PoolClient, Error>()

/**
 * From its first moment: a server that stops while it lets us in says so in the same packet, before whoever waits for the
 * connection has it in hand, and an error that nobody listens to ends the process.
 */
function listen(client: pg.PoolClient): void {
  client.on('error', (error) => giveUp(client, error))
}

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T>) {
  const client = await pool.connect()
  try {
    // Not awaited, so that BEGIN shares the round trip of the first statement. If it fails, that statement fails too.
    inOnePacket(client)
    client.query(begin).catch(() => {})
    const { tx, sendLast, failure } = transaction(client)
    const result = await work(tx)
    sendLast()
    await commit(client, failure)
    return result
  } catch (error) {
    // If the connection broke between two statements, the error of the next one does not contain the reason.
    const broken = brokenBy.get(client)
    if (broken && sqlState(error) === '' && !(error instanceof CommitUnknown)) throw broken
    if (error instanceof CommitUnknown || isDisconnect(error)) giveUp(client, error as Error)
    else await client.query('rollback').catch((failure: Error) => giveUp(client, failure))
    throw error
  } finally {
    client.release(brokenBy.get(client))
  }
}

/** Never to be used again. */
function giveUp(client: pg.PoolClient, error: Error): void {
  if (!brokenBy.has(client)) brokenBy.set(client, error)
}

async function commit(client: pg.PoolClient, failure: () => unknown): Promise<void> {
  let answer: pg.QueryResult
  try {
    answer = await client.query('commit')
  } catch (error) {
    if (!/^(40|23)/.test(sqlState(error)))
      throw new CommitUnknown('the outcome of COMMIT is unknown', { cause: error })
    throw error
  }
  // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
  if (answer.command !== 'COMMIT')
    throw failure() ?? new Error('the transaction had failed and was rolled back')
}

function isDisconnect(error: unknown): boolean {
  return /^(08|57P|25006|ECONN|EPIPE)/.test(sqlState(error))
}

function transaction(client: pg.PoolClient): {
  tx: Tx
  sendLast: () => void
  failure: () => unknown
} {
  let failure: unknown
  const last: Sql[] = []
  const ask = async (query: pg.QueryConfig) => {
    try {
      inOnePacket(client)
      const answer = await client.query(query)
      failure = undefined
      return answer
    } catch (error) {
      // Statements sent after a failed one fail too, without a reason of their own, and may be reported first.
      failure ??= error
      throw failure
    }
  }
  const send = (query: pg.QueryConfig) => {
    const answer = ask(query)
    // A statement sent ahead may fail before its caller looks: without a listener that would end the process.
    answer.catch(() => {})
    return answer
  }
  const tx: Tx = {
    rows: async <Row extends object>(statement: Sql) =>
      (await send(named(statement))).rows as Row[],
    search: async <Row extends object>({ text, values }: Sql) =>
      (await send({ text, values })).rows as Row[],
    run: async (statement) => (await send(named(statement))).rowCount ?? 0,
    write: (statement) => {
      send(named(statement))
    },
    writeLast: (statement) => {
      last.push(statement)
    },
  }
  return { tx, sendLast: () => last.forEach(tx.write), failure: () => failure }
}

/** Sends everything of one turn of the event loop in one packet: separate system calls took a sixth of placing an order. */
function inOnePacket(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const names = new Map<string, string>()

/** Every statement is prepared once per connection: planning cost up to 0.3 ms each, and placing a batch takes sixteen. */
function named(statement: Sql): pg.QueryConfig {
  const { text, values } = statement
  let name = names.get(text)
  if (name === undefined && names.size < 500) {
    name = `s${names.size}`
    names.set(text, name)
  }
  return name === undefined ? { text, values } : { name, text, values }
}
