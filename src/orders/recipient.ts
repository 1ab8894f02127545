// The recipient of a parcel in a form that can be compared: one address written in two ways counts as the same. Pure.
import { normalPhoneLine } from '../ground/customers/index.ts'
import type { Address } from './order.ts'

export const recipientFields = [
  'name',
  'phone',
  'company',
  'country',
  'region',
  'city',
  'district',
  'street',
  'postcode',
] as const satisfies (keyof Address)[]
export type RecipientField = (typeof recipientFields)[number]

/**
 * The fields in which two addresses may have different recipients. A field that only one of them has differs, and so does a
 * masked one (`张**`, `138****5678`), because many people have the same masked form.
 */
export function differingFields(one: Address, other: Address): RecipientField[] {
  return recipientFields.filter(
    (field) =>
      isHidden(one[field]) ||
      isHidden(other[field]) ||
      comparable(one, field) !== comparable(other, field),
  )
}

function isHidden(text = ''): boolean {
  return text.normalize('NFKC').includes('*')
}

function comparable(address: Address, field: RecipientField): string {
  const text = address[field] ?? ''
  const plain = comparableText(text)
  if (field === 'phone') return normalPhoneLine(text, address.country) ?? plain.replaceAll(' ', '')
  // `SW1Y4LE` is typed as often as `SW1Y 4LE`, and no two postcodes differ by a space.
  return field === 'postcode' ? plain.replaceAll(' ', '') : plain
}

/**
 * Letters and digits in their plain form, without case. Anything between them counts as one space, because 1/23 and 12/3 are
 * different doors; beside a Chinese character it is dropped, because there a space has no meaning.
 */
function comparableText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .replace(/ ?(\p{Script=Han}) ?/gu, '$1')
}
