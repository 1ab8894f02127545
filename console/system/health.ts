// Whether the house is well, from what it tells of itself. Pure.
import type { System } from './data.ts'

/** Steps beside the flow rest while requests are being written; behind this many seconds it is more than a rest. */
const slowSeconds = 60

export type Health = { state: 'well' | 'behind' | 'ill'; dead: number; parked: number }

/** `ill`: something was given up, or fails again and again. `behind`: something is late and will catch up by itself. */
export function healthOf({ followers, jobs }: Pick<System, 'followers' | 'jobs'>): Health {
  const dead = jobs.reduce((sum, kind) => sum + kind.dead, 0)
  const parked = followers.reduce((sum, follower) => sum + follower.parked, 0)
  if (dead > 0 || parked > 0) return { state: 'ill', dead, parked }
  const late =
    followers.some(({ seconds }) => seconds > slowSeconds) ||
    jobs.some(({ oldestDueSeconds }) => oldestDueSeconds > slowSeconds)
  return { state: late ? 'behind' : 'well', dead, parked }
}

export type Duration = { unit: 's' | 'm' | 'h' | 'd'; n: number }

/** Seconds in their largest whole unit. */
export function durationOf(seconds: number): Duration {
  if (seconds < 60) return { unit: 's', n: Math.round(seconds) }
  if (seconds < 3_600) return { unit: 'm', n: Math.round(seconds / 60) }
  if (seconds < 86_400) return { unit: 'h', n: Math.round(seconds / 3_600) }
  return { unit: 'd', n: Math.round(seconds / 86_400) }
}
