import ipaddr from 'ipaddr.js'

/** A public address, but answered by the machine's own host: Azure's metadata and health service. */
const platformAddresses = new Set(['168.63.129.16'])

/**
 * Whether an IP address is one of the public internet. Everything else is refused: private, loopback, link-local (cloud
 * metadata too), carrier NAT, multicast, reserved, and IPv6 that carries an IPv4 address inside (mapped, NAT64, 6to4,
 * Teredo, the old compatible form), whichever address that is. IPv6 must lie in 2000::/3, all that IANA has given out.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed.kind() === 'ipv4') return !platformAddresses.has(parsed.toString())
  return parsed.match(ipaddr.parseCIDR('2000::/3'))
}
