import type { Tx } from '../platform/index.ts'

/**
 * Work to be done later. Jobs of one kind and stream are done one after the other by `version`; different streams never wait for
 * each other. (kind, stream, version) identifies the job: adding it twice has the effect of once.
 */
export type NewJob = {
  kind: string
  stream: string
  version: number
  /** Now when absent. Even a job that is due waits for the earlier versions of its stream. */
  dueAt?: Date
  payload: object
  /** Streams that share a bottleneck (one receiver) share a lane, so that it cannot use up all workers. */
  lane?: string
}

/** A claimed job. `tries` includes this try; it is written before the work begins, so that a try that kills its worker counts. */
export type Job = {
  id: number
  kind: string
  stream: string
  version: number
  tries: number
  payload: unknown
  lane: string
  /** Identifies this claim: a result is accepted only from the worker that holds it. */
  token: string
  /** Seconds since the first try began, by the database's clock. */
  ageSeconds: number
}

/**
 * What a handler answers. An error is retried, after `retryAfterSeconds` (1 s to 24 h) if given; `dead` is not. `note` is passed to
 * the kind's `settled`.
 */
export type JobOutcome =
  | 'done'
  | { done: true; note?: unknown }
  | { error: string; retryAfterSeconds?: number; note?: unknown }
  | { dead: string; note?: unknown }

/** Does the work outside any transaction. The signal fires before the lease ends; a thrown error is retried. */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<JobOutcome>

/** When to give up: after so many tries, or so many seconds after the first. */
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
  /** Called in the transaction that writes the results, only for results that were accepted. */
  settled?: (tx: Tx, settled: SettledJob[]) => Promise<void>
}
