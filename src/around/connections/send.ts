import type { Job, JobKind, JobOutcome, SettledJob } from '../../base/jobs/index.ts'
import {
  type Database,
  factsBetween,
  isRefusal,
  newId,
  type RecordedFact,
  type Tx,
} from '../../base/platform/index.ts'
import { loadMessage, type Message, recordTries, type Tried } from './deliveries.sql.ts'
import { jobKind } from './delivery.ts'
import { findDestination, type Reach, type Resolve } from './destination.ts'
import { pingType } from './endpoint.ts'
import { switchOffEndpoints } from './endpoints.sql.ts'
import { connectionsFacts } from './facts.ts'
import { bodyOf, signedHeaders } from './message.ts'
import { type Answered, post, secondsOf } from './post.ts'

export type SenderOptions = {
  database: Database
  reach: Reach
  resolve?: Resolve
  /** How long a receiver may take from the first packet to the end of its answer. */
  timeoutMs?: number
}

/** The result of an attempt, for the delivery log. */
type Note = {
  status: number | null
  excerpt: string | null
  milliseconds: number
  gone: string | null
}

const gone = 410
const goneReason = 'The receiver answered 410 Gone'

/**
 * The kinds of jobs of this module, to be given to `runJobs`. A message is tried for three days; each attempt has the same id, and its
 * result is written to the delivery log in the transaction that settles the job.
 */
export function webhookJobs(options: SenderOptions): Record<string, JobKind> {
  const handle = (job: Job, signal: AbortSignal) => deliver(options, job, signal)
  return { [jobKind]: { handle, policy: { tries: 40, seconds: 3 * 86_400 }, settled: record } }
}

async function deliver(options: SenderOptions, job: Job, signal: AbortSignal): Promise<JobOutcome> {
  const found = await load(options.database, deliveryOf(job))
  if (!found) return 'done'
  const { message, fact } = found
  if (!message.active && message.type !== pingType) return { dead: 'the webhook is switched off' }
  const started = performance.now()
  const limit = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? 15_000)])
  const answered = await call(options, message, fact, limit)
  const milliseconds = Math.round(performance.now() - started)
  return judge(answered, { milliseconds, endpoint: message.endpointId })
}

async function load(database: Database, id: string) {
  return await database.read(async (tx) => {
    const message = await loadMessage(tx, id)
    if (!message) return null
    const { stream, version } = message
    const [fact] = await factsBetween(tx, [{ stream, from: version, to: version }])
    if (!fact) throw new Error(`fact ${version} of ${stream} is not in the log`)
    return { message, fact }
  })
}

/** The receiver's answer, or a short reason why it could not be reached. */
async function call(
  { reach, resolve }: SenderOptions,
  { id, url, secrets, contacts }: Message,
  fact: RecordedFact,
  signal: AbortSignal,
): Promise<Answered | string> {
  try {
    const finding = findDestination(url, { reach, ...(resolve && { resolve }) })
    const destination = await Promise.race([finding, rejectedBy(signal)])
    if (isRefusal(destination)) return destination.refused
    const body = bodyOf(fact, contacts)
    return await post(destination, signedHeaders(id, new Date(), body, secrets), body, signal)
  } catch (error) {
    if (signal.aborted) return 'timeout'
    const { code, message } = error as { code?: string; message?: string }
    return code ?? message ?? String(error)
  }
}

/** Resolving a name cannot be cancelled, but we need not wait for it. */
function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** What an answer means for the job: 2xx is done, 410 ends it, and Retry-After counts for 429 and 503. Pure when `now` is given. */
export function judge(
  answered: Answered | string,
  { milliseconds, endpoint }: { milliseconds: number; endpoint: string },
  now = Date.now(),
): JobOutcome {
  if (typeof answered === 'string') {
    const note: Note = { status: null, excerpt: null, milliseconds, gone: null }
    return { error: answered, note }
  }
  const { status, excerpt } = answered
  const note: Note = { status, excerpt, milliseconds, gone: status === gone ? endpoint : null }
  if (status >= 200 && status < 300) return { done: true, note }
  const error = `status ${status}`
  if (status === gone) return { dead: error, note }
  const pause = [429, 503].includes(status) ? secondsOf(answered.retryAfter, now) : undefined
  return { error, note, ...(pause !== undefined && { retryAfterSeconds: pause }) }
}

async function record(tx: Tx, settled: SettledJob[]): Promise<void> {
  await recordTries(tx, settled.map(triedOf))
  const off = settled.flatMap(({ note }) => (note as Note | undefined)?.gone ?? [])
  const switched = off.length === 0 ? [] : await switchOffEndpoints(tx, off, goneReason)
  const facts = switched.map(({ id, version }) => ({
    ...{ stream: id, version, type: 'webhook.switched_off' as const, data: { reason: goneReason } },
  }))
  connectionsFacts.append(tx, facts, { by: 'system', command: newId('cmd'), at: new Date() })
}

function triedOf({ job, state, error, delaySeconds, note }: SettledJob): Tried {
  const { status, excerpt, milliseconds } = (note ?? {}) as Partial<Note>
  return {
    ...{ id: deliveryOf(job), state: state === 'done' ? 'delivered' : state, error, delaySeconds },
    ...{ status: status ?? null, excerpt: excerpt ?? null, milliseconds: milliseconds ?? null },
  }
}

function deliveryOf({ payload }: Job): string {
  return (payload as { delivery: string }).delivery
}
