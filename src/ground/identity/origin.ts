import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a browser sent this from a page of our own, by Sec-Fetch-Site and Origin. At least one of them has to be there,
 * and both have to agree: every browser sends Origin with a POST, so a request without is not from one of our pages.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (origin === undefined && site === undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || isOurs(origin, headers.host, publicUrl)
}

/** True for a request that says of itself that another site's page sent it. Scripts, which say nothing, may pass. */
export function isCrossSite(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const silent = headers.origin === undefined && headers['sec-fetch-site'] === undefined
  return !silent && !isSameOrigin(headers, publicUrl)
}

function isOurs(origin: string, host: string | undefined, publicUrl?: string): boolean {
  if (!URL.canParse(origin)) return false
  const { origin: clean, host: from } = new URL(origin)
  return from === host || (publicUrl !== undefined && clean === new URL(publicUrl).origin)
}
