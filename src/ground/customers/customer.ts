// A customer as the rules see it, and how the same person is recognised. Pure.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

export type Language = 'zh' | 'en'

export type Customer = {
  id: string
  name: string
  email: string | null
  phone: string | null
  language: Language | null
  note: string | null
  version: number
  createdAt: string
  changedAt: string
}

/** The fields of a customer; an absent one is unknown, or in a change stays as it is. */
export type CustomerFields = Pick<Customer, 'name' | 'email' | 'phone' | 'language' | 'note'>

export type Address = { name: string; country: string; city: string; street: string } & Record<
  string,
  unknown
>

/** The form in which e-mail addresses are compared: Unicode NFC, lower case, trimmed. */
export function normalEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase()
}

/**
 * A telephone number in E.164 (`+8613800138000`), or null when it is not valid. A number without a country code is taken as a
 * number of `country` (ISO 3166-1 alpha-2).
 */
export function normalPhone(phone: string, country: string | undefined): string | null {
  return parsed(phone, country)?.number ?? null
}

/**
 * The same with its extension (`+8617012345678;ext=1234`), because marketplaces give many buyers the same number and different
 * extensions.
 */
export function normalPhoneLine(phone: string, country: string | undefined): string | null {
  const found = parsed(phone, country)
  return found && (found.ext ? `${found.number};ext=${found.ext}` : found.number)
}

function parsed(phone: string, country: string | undefined) {
  const found = parsePhoneNumberFromString(phone, {
    ...(country !== undefined && { defaultCountry: country as never }),
    extract: false,
  })
  return found?.isValid() ? found : null
}

/** Which fields a change would change. */
export function changedFields(
  customer: CustomerFields,
  change: Partial<CustomerFields>,
): (keyof CustomerFields)[] {
  const fields = ['name', 'email', 'phone', 'language', 'note'] as const
  return fields.filter((field) => change[field] !== undefined && change[field] !== customer[field])
}
