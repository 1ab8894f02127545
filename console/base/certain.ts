/**
 * Whether the server surely did nothing: it said no, not that it could not say. Only then may the next try carry another key;
 * every other outcome is asked about again under the same one.
 */
export function isCertain({ status, code }: { status: number; code: string }): boolean {
  const unheard =
    status === 0 || status === 401 || status === 408 || status === 429 || status >= 500
  return !unheard && code !== 'request_in_progress'
}
