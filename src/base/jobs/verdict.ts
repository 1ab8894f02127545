import type { Job, JobOutcome, JobPolicy, SettledJob } from './job.ts'

export const defaultPolicy: JobPolicy = { tries: 20, seconds: 3 * 86_400 }
const firstDelay = 5
const longestDelay = 86_400
const jitter = 0.2

/**
 * Seconds to wait after the given number of tries: 5 s, doubled each time, randomly up to a fifth more, at most 24 h. The random part
 * keeps jobs that failed together from running again together.
 */
export function backoff(tries: number, chance: number): number {
  const base = Math.min(longestDelay / (1 + jitter), firstDelay * 2 ** Math.max(0, tries - 1))
  return base * (1 + jitter * chance)
}

/**
 * What happens to a job after a try. The last try is made at the end of the policy's time: a wait that would end later is shortened.
 * `secondsTaken` is how long the try took, `chance` from 0 to 1.
 */
export function verdict(
  job: Job,
  outcome: JobOutcome,
  { policy, secondsTaken, chance }: { policy: JobPolicy; secondsTaken: number; chance: number },
): SettledJob {
  if (outcome === 'done') return { job, ...done, note: undefined }
  const { note } = outcome
  if ('done' in outcome) return { job, ...done, note }
  if ('dead' in outcome) return { job, ...dead(outcome.dead), note }
  const left = policy.seconds - job.ageSeconds - secondsTaken
  if (job.tries >= policy.tries || left <= 0) return { job, ...dead(outcome.error), note }
  const delaySeconds = Math.min(delayOf(job, outcome.retryAfterSeconds, chance), left)
  return { job, state: 'waiting', error: clean(outcome.error), delaySeconds, note }
}

const done = { state: 'done', error: null, delaySeconds: null } as const

function dead(cause: string) {
  return { state: 'dead', error: clean(cause), delaySeconds: null } as const
}

function delayOf({ tries }: Job, asked: number | undefined, chance: number): number {
  if (asked === undefined || Number.isNaN(asked)) return backoff(tries, chance)
  return Math.min(longestDelay, Math.max(1, asked) * (1 + (jitter / 2) * chance))
}

/** PostgreSQL rejects NUL and half a surrogate pair. The text is cut, because it is shown in a list. */
function clean(error: string): string {
  return error.slice(0, 500).replaceAll('\0', '').toWellFormed()
}
