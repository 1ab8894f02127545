// Secrets are random and kept only as SHA-256. A slow hash protects what people choose; 256 random bits do not need it.
import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto'

const readable = '23456789abcdefghjkmnpqrstvwxyz'

/** A session's token: 32 random bytes in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** An API key: `tl_live_` and 32 random bytes in base64url (43 characters). */
export function newKeySecret(): string {
  return `tl_live_${newToken()}`
}

/** The visible part by which people recognise a key: 14 characters, six of them random. Nothing for a secret not made here. */
export function visiblePrefix(secret: string): string {
  return secret.startsWith('tl_live_') ? secret.slice(0, 14) : ''
}

/** A password that can be read aloud and typed: 20 characters in four groups, 98 bits. */
export function readablePassword(): string {
  const letters = Array.from({ length: 20 }, readableLetter)
  return letters.join('').replace(/(.{5})(?=.)/g, '$1-')
}

/** Bytes past the last whole multiple of the alphabet are thrown away, so that every letter is equally likely. */
function readableLetter(): string {
  const fair = 256 - (256 % readable.length)
  for (;;) {
    const [byte = 255] = randomBytes(1)
    if (byte < fair) return readable.charAt(byte % readable.length)
  }
}

/** SHA-256 of a secret: what the database keeps. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The same as text, in one call: the key of the cache on the path of every request. */
export function fingerprintOf(secret: string): string {
  return hash('sha256', secret, 'base64')
}

/** The session's second token, which a page must send with every change. It is derived, so it need not be stored. */
export function csrfTokenOf(sessionToken: string): string {
  return createHash('sha256').update('csrf\0').update(sessionToken).digest('base64url')
}

/** Compares in constant time, so that the duration does not show how much was right. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digestOf(a), digestOf(b))
}
