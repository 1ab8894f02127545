// Masks contact data: enough stays visible to recognise it when it is read out, too little to use it. Pure.

const hidden = '****'

/**
 * `138****5678`, `+86138****5678`: the four digits before the last four are masked. A number of fewer than eight digits shows its
 * last two. Characters between the digits are dropped.
 */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^0-9]/g, '')
  if (digits.length < 8) return hidden + digits.slice(Math.max(2, digits.length - 2))
  const sign = phone.trimStart().startsWith('+') ? '+' : ''
  return sign + digits.slice(0, -8) + hidden + digits.slice(-4)
}

/** `a***@example.com`: the first letter and the domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 0) return '***'
  return `${at > 1 ? [...email][0] : ''}***${email.slice(at)}`
}

/** `文三路***`, `Gat***`: the first letters, at most three, and no house number. */
export function maskStreet(street: string): string {
  return `${/\p{L}{1,3}/u.exec(street)?.[0] ?? ''}***`
}

const masks: Readonly<Record<string, (value: string) => string>> = {
  phone: maskPhone,
  email: maskEmail,
  street: maskStreet,
}

/** A value as JSON would contain it, with every `phone`, `email` and `street` in it masked. */
export function inPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPart)
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'string' && Object.hasOwn(masks, key) ? masks[key]?.(inner) : inPart(inner),
    ]),
  )
}

const shapes: Readonly<Record<string, RegExp>> = {
  phone: /^\+?[0-9]*\*{4}[0-9]{0,4}$/,
  email: /^.?\*{3}@/su,
  street: /^\p{L}{0,3}\*{3}$/u,
}

/** The JSON pointer to the first masked `phone`, `email` or `street` in a value; null when there is none. */
export function shownInPart(value: unknown, at = ''): string | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}/${key}`
    if (typeof inner === 'string' && Object.hasOwn(shapes, key) && shapes[key]?.test(inner.trim()))
      return place
    const within = shownInPart(inner, place)
    if (within !== null) return within
  }
  return null
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
