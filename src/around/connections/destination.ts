// Nobody may use this server to reach private networks, so an address is checked before it is stored and before each call.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isRefusal, type Refusal, refuse } from '../../base/platform/index.ts'
import { isPublicAddress } from './address.ts'

/** How far calls may go: `public` is https to public addresses on 443, 8443 and `ports`; `anywhere` is no limit. */
export type Reach = { to: 'public' | 'anywhere'; ports?: readonly number[] }
export type Address = { address: string; family: 4 | 6 }
/** Finds the addresses of a host; rejects when there are none. */
export type Resolve = (host: string) => Promise<Address[]>

/** Where a call goes: the URL for its names, the checked addresses for the connection. */
export type Destination = { url: URL; addresses: Address[] }

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })) as Address[]

/** Checks that need no network; the URL parser has already normalised odd spellings (127.1, 0x7f.1). */
export function checkUrl(text: string, { to, ports = [] }: Reach): URL | Refusal {
  if (!URL.canParse(text)) return refuse('url_invalid')
  const url = new URL(text)
  const schemes = to === 'public' ? ['https:'] : ['https:', 'http:']
  if (!schemes.includes(url.protocol)) return refuse('url_scheme_not_allowed')
  // A name with a final dot is the same host, but certificates contain only the name without it.
  const host = url.hostname.replace(/\.+$/, '')
  if (host === '') return refuse('url_invalid')
  url.hostname = host
  if (url.username !== '' || url.password !== '') return refuse('url_has_credentials')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (to === 'public' && ![443, 8443, ...ports].includes(port))
    return refuse('url_port_not_allowed', { port })
  return url
}

/**
 * Checks a URL and resolves its host once. The caller must connect only to the addresses answered. A single address that is not public
 * makes it refuse.
 */
export async function findDestination(
  text: string,
  { reach, resolve = systemResolve }: { reach: Reach; resolve?: Resolve },
): Promise<Destination | Refusal> {
  const url = checkUrl(text, reach)
  if (isRefusal(url)) return url
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await addressesOf(host, resolve)
  if (addresses.length === 0) return refuse('host_not_found', { host })
  const inner = addresses.some(({ address }) => !isPublicAddress(address))
  if (inner && reach.to === 'public') return refuse('address_not_public', { host })
  return { url, addresses }
}

async function addressesOf(host: string, resolve: Resolve): Promise<Address[]> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family: family as 4 | 6 }]
  try {
    return await resolve(host)
  } catch {
    return []
  }
}
