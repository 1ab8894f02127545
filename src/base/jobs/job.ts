import type { Tx } from '../platform/index.ts'

/**
 * Work to be done later. Jobs of one kind and stream are done one after the other by `version`; different streams never
 * wait for each other. (kind, stream, version) is the job's name: asking for it twice is asking once.
 */
export type NewJob = {
  kind: string
  stream: string
  version: number
  /** Now when absent. A job that is due waits all the same for the earlier versions of its stream. */
  dueAt?: Date
  payload: object
  /** Streams that share a bottleneck (one receiver) share a lane, so that it cannot use up all workers. */
  lane?: string
}

/** A claimed job. `tries` counts this try; it is written before the work begins, so a try that kills its worker counts. */
export type Job = {
  id: number
  kind: string
  stream: string
  version: number
  tries: number
  payload: unknown
  lane: string
  /** Names this claim: a result is taken only from the worker that holds it. */
  token: string
  /** Seconds since the first try began, by the database's clock. */
  ageSeconds: number
}

/**
 * What a handler answers. An error is tried again, after `retryAfterSeconds` (1 s to 24 h) where it is given; `dead` is
 * not. `note` goes to the kind's `settled`.
 */
export type JobOutcome =
  | 'done'
  | { done: true; note?: unknown }
  | { error: string; retryAfterSeconds?: number; note?: unknown }
  | { dead: string; note?: unknown }

/** Does the work outside any transaction. The signal fires before the lease ends; throwing is an error, tried again. */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<JobOutcome>

/** When to give up: after so many tries, or so long after the first. */
export type JobPolicy = { tries: number; seconds: number }

export type SettledJob = {
  job: Job
  state: 'done' | 'waiting' | 'dead'
  error: string | null
  /** Seconds until the next try; null unless waiting. */
  delaySeconds: number | null
  note: unknown
}

export type JobKind = {
  handle: JobHandler
  policy?: JobPolicy
  /** Called in the transaction that writes the results, only for those that were taken. */
  settled?: (tx: Tx, settled: SettledJob[]) => Promise<void>
}
