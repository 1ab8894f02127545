// A whole address, pasted as one text, read into its fields. What was guessed is named as uncertain.
import { readChinese } from './address-chinese.ts'
import { readWestern } from './address-western.ts'
import { plainDigits } from './money-text.ts'
import type { Regions } from './region-tree.ts'

export const addressKeys = [
  'name',
  'company',
  'phone',
  'country',
  'region',
  'city',
  'district',
  'street',
  'postcode',
] as const
export type AddressKey = (typeof addressKeys)[number]
export type AddressFields = Partial<Record<AddressKey, string>>
export type ReadAddress = {
  fields: AddressFields
  /** Fields that were guessed and want a look. */
  uncertain: AddressKey[]
  email?: string
}

/** What a reading needs to know: China's divisions where they are loaded, the country it is in when nothing says so. */
export type Known = { regions: Regions | null; country: string }

const longest = 2_000

/** Reads a pasted address. Nothing is thrown away: what fits nowhere else ends up in the street. */
export function readAddress(text: string, known: Known): ReadAddress {
  const plain = plainDigits(text.slice(0, longest)).normalize('NFC')
  const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(plain)?.[0]
  const rest = mail === undefined ? plain : plain.replace(mail, ' ')
  const chinese = (rest.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4
  const read = chinese ? readChinese(rest, known.regions) : readWestern(rest, known.country)
  return mail === undefined ? read : { ...read, email: mail }
}
