/** Whether a limit to channels or locations allows one of them to be seen and changed. Null is no limit. */
export function maySee(limit: readonly string[] | null, code: string): boolean {
  return limit === null || limit.includes(code)
}
