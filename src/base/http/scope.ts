import type { Caller } from './contract.ts'

/**
 * Who acts, under which request, and what they may touch: channels and locations by their codes, null for all. It stands beside
 * every fact that follows.
 */
export type Actor = Pick<Caller, 'channels' | 'locations'> & { by: string; request: string }

/** Whether a limit to channels or locations leaves one of them to be seen and touched. */
export function maySee(limit: readonly string[] | null, code: string): boolean {
  return limit === null || limit.includes(code)
}
