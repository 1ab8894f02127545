/**
 * Work to be done once, later, and outside the transaction that asks for it: timers, retries, calls to other systems. Jobs are rows
 * written with the change that needs them. They are claimed under a lease, done in order within their stream, retried with growing
 * pauses and, when given up, kept as dead letters that somebody can see, replay or skip.
 */
export { type DeadFilter, type DeadJob, deadJobs, replayDead, skipDead } from './dead.ts'
export { enqueue, enqueueAgain, jobsTogether } from './enqueue.ts'
export type {
  Job,
  JobHandler,
  JobKind,
  JobOutcome,
  JobPolicy,
  NewJob,
  SettledJob,
} from './job.ts'
export { forgetDone, type JobsOverview, jobsOverview } from './overview.ts'
export { type JobsOptions, runJobs } from './runner.ts'
export { verifyJobs } from './verify.ts'
