import type { Caller } from './contract.ts'

/**
 * Who acts, under which request, and within which limits: channels and locations by code, null for all. Stored with every fact that
 * follows.
 */
export type Actor = Pick<Caller, 'channels' | 'locations'> & { by: string; request: string }

/** Whether a limit to channels or locations allows this one to be seen and touched. */
export function maySee(limit: readonly string[] | null, code: string): boolean {
  return limit === null || limit.includes(code)
}
