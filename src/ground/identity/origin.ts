import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a browser sent this from one of our pages, by Sec-Fetch-Site and Origin. At least one of them must be present, and both
 * must agree. Every browser sends Origin with a POST, so a request without both is not from one of our pages.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (origin === undefined && site === undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || isOurs(origin, headers.host, publicUrl)
}

/** True if the headers say that a page of another site sent it. Scripts send no such headers and may pass. */
export function isCrossSite(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const silent = headers.origin === undefined && headers['sec-fetch-site'] === undefined
  return !silent && !isSameOrigin(headers, publicUrl)
}

function isOurs(origin: string, host: string | undefined, publicUrl?: string): boolean {
  if (!URL.canParse(origin)) return false
  const { origin: clean, host: from } = new URL(origin)
  return from === host || (publicUrl !== undefined && clean === new URL(publicUrl).origin)
}
