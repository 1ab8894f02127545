// Amounts as people type them. Whole minor units inside, never a fraction.

export type Typed<T> = { value: T } | { problem: string }

const largest = 1_000_000_000_000

/** Digits, points and signs that an input method writes in full width become the plain ones. */
export function plainDigits(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('。', '.')
    .replaceAll('\u3000', ' ')
}

/**
 * `1,234.5` with 2 digits → 123450 minor units. Signs of currencies and spaces may stand in front. Refuses with
 * `not_a_number`, `too_precise` (more decimals than the currency has), `negative` (unless allowed) or `too_large`.
 */
export function parseMoney(
  text: string,
  digits: number,
  { negative = false }: { negative?: boolean } = {},
): Typed<number> {
  const bare = plainDigits(text)
    .trim()
    .replace(/^(-?)\s*(?:[A-Z]{3}|CN¥|[¥£€$₩￥])\s*/iu, '$1')
  const match = /^(-?)\s*(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(bare)
  const whole = match?.[2]?.replaceAll(',', '') ?? ''
  const decimals = (match?.[3] ?? '').replace(/0+$/, '')
  if (!match || (whole === '' && (match[3] ?? '') === '')) return { problem: 'not_a_number' }
  if (decimals.length > digits) return { problem: 'too_precise' }
  const size = Number((whole || '0') + decimals.padEnd(digits, '0'))
  if (size > largest) return { problem: 'too_large' }
  if (match[1] && !negative && size !== 0) return { problem: 'negative' }
  return { value: match[1] && size !== 0 ? -size : size }
}

/** 1250 with 2 digits → `12.50`: as it stands in a field, without groups or currency. */
export function moneyText(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
