// Ada Lovelace, 12 St James’s Square, London SW1Y 4LE, United Kingdom: lines or commas, the name first, the country last.
import type { AddressFields, AddressKey, ReadAddress } from './address-text.ts'

const companies = /\b(?:ltd|limited|llc|inc|corp|gmbh|ag|s\.?a\.?r?\.?l?|b\.?v|plc|co|oy|ab)\b\.?$/i
const telephone = /(?:tel\.?|phone|mobile)?[:\s]*(\+?\(?\d[\d ().-]{7,18}\d)/i

/** Postcodes by country: the pattern says the country as well where no other has it. */
const postcodes: readonly [country: string, pattern: RegExp, telling: boolean][] = [
  ['GB', /\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b/i, true],
  ['CA', /\b([A-Z]\d[A-Z] ?\d[A-Z]\d)\b/i, true],
  ['NL', /\b(\d{4} ?[A-Z]{2})\b/, true],
  ['US', /\b[A-Z]{2} (\d{5}(?:-\d{4})?)\b/, true],
  ['JP', /〒?(?<!\d)(\d{3}-\d{4})(?!\d)/, true],
  ['DE', /(?<!\d)(\d{5})(?!\d)/, false],
  ['FR', /(?<!\d)(\d{5})(?!\d)/, false],
]

const countryCodes =
  'AT AU BE BR CA CH CN CZ DE DK ES FI FR GB GR HK HU IE IL IN IT JP KR LU MO MX MY NL NO NZ PH PL PT RO SE SG SK TH TR TW US VN ZA'.split(
    ' ',
  )
const spokenAs: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'united states of america': 'US',
  deutschland: 'DE',
  españa: 'ES',
  italia: 'IT',
  holland: 'NL',
  'the netherlands': 'NL',
  schweiz: 'CH',
  österreich: 'AT',
}

let names: Map<string, string> | null = null

function countryOf(text: string): string | null {
  if (!names) {
    const display = new Intl.DisplayNames(['en'], { type: 'region' })
    names = new Map(countryCodes.map((code) => [(display.of(code) ?? code).toLowerCase(), code]))
  }
  const plain = text.trim().toLowerCase().replace(/\.$/, '')
  const code = /^[a-z]{2}$/.test(plain) ? plain.toUpperCase() : ''
  return names.get(plain) ?? spokenAs[plain] ?? (countryCodes.includes(code) ? code : null)
}

/** Reads an address written by lines or commas; the country is `home` where nothing says another. */
export function readWestern(text: string, home: string): ReadAddress {
  const uncertain = new Set<AddressKey>()
  const fields: AddressFields = {}
  let lines = linesOf(text)
  lines = takeCountry(lines, fields)
  lines = takePostcode(lines, fields, home, uncertain)
  lines = takePhone(lines, fields)
  lines = takeNames(lines, fields, uncertain)
  if (fields.city === undefined) {
    const city = lines.length > 1 ? lines.pop() : undefined
    if (city !== undefined) fields.city = city
    uncertain.add('city')
  }
  if (fields.country === undefined) {
    fields.country = home
    uncertain.add('country')
  }
  if (lines.length > 0) fields.street = lines.join(', ')
  else uncertain.add('street')
  return { fields, uncertain: [...uncertain] }
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n\t;,]+/)
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean)
}

function takeCountry(lines: readonly string[], fields: AddressFields): string[] {
  // Two letters before the end are a state: `Los Angeles, CA, 90001`.
  const at = lines.findLastIndex(
    (line, index) =>
      index > 0 && (line.length > 2 || index === lines.length - 1) && countryOf(line) !== null,
  )
  if (at < 0) return [...lines]
  fields.country = countryOf(lines[at] as string) as string
  return lines.filter((_, index) => index !== at)
}

/** The town stands on the postcode's line, before or behind it, or else on the line above. */
function takePostcode(
  lines: string[],
  fields: AddressFields,
  home: string,
  uncertain: Set<AddressKey>,
): string[] {
  const found = postcodeIn(lines, fields.country, home)
  if (!found) return lines
  const { at, country, whole, code } = found
  fields.postcode = code.toUpperCase()
  fields.country ??= country
  const state = whole.slice(0, -code.length).trim()
  if (/^[A-Z]{2}$/.test(state)) fields.region = state
  const beside = (lines[at] as string).replace(whole, ' ').trim()
  const above = beside === '' && at > 1 ? at - 1 : -1
  const town = beside || lines[above]
  if (town) fields.city = town
  if (above >= 0) uncertain.add('city')
  return lines.filter((_, index) => index !== at && index !== above)
}

function postcodeIn(lines: readonly string[], known: string | undefined, home: string) {
  for (const [country, pattern, telling] of postcodes) {
    const fits = known === undefined ? telling || country === home : country === known
    const at = fits ? lines.findLastIndex((line) => pattern.test(line)) : -1
    if (at < 0) continue
    const [whole = '', code = ''] = pattern.exec(lines[at] as string) ?? []
    return { at, country, whole, code }
  }
  return null
}

function takePhone(lines: readonly string[], fields: AddressFields): string[] {
  const at = lines.findIndex((line) => {
    const found = telephone.exec(line)?.[1]
    return found !== undefined && found.replace(/\D/g, '').length >= 9
  })
  if (at < 0) return [...lines]
  const line = lines[at] as string
  const [whole = '', number = ''] = telephone.exec(line) ?? []
  fields.phone = number.trim()
  const left = line.replace(whole, ' ').trim()
  return lines.flatMap((one, index) => (index !== at ? [one] : left === '' ? [] : [left]))
}

function takeNames(
  lines: readonly string[],
  fields: AddressFields,
  uncertain: Set<AddressKey>,
): string[] {
  const rest = [...lines]
  const company = rest.findIndex((line) => companies.test(line))
  if (company >= 0) fields.company = rest.splice(company, 1)[0] as string
  const first = rest[0]
  if (first !== undefined && !/\d/.test(first) && rest.length > 1)
    fields.name = rest.shift() as string
  else if (fields.company !== undefined) fields.name = fields.company
  if (fields.name === undefined || fields.name === fields.company) uncertain.add('name')
  return rest
}
