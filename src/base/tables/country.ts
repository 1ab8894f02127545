import countries from 'i18n-iso-countries'

/** Names in use that the ISO lists do not carry. */
const ALIASES: Record<string, string> = {
  eire: 'IE',
  rsa: 'ZA',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  korea: 'KR',
  uae: 'AE',
  台湾: 'TW',
}

/** Names that are understood and mean no single country. */
const NO_COUNTRY = new Set(['channel islands', 'european community', 'unspecified', 'unknown'])

let known: Map<string, string> | undefined

/**
 * ISO 3166 alpha-2 of a country's name in English or Chinese, or of its two- or three-letter code; null for names
 * that mean no single country; undefined for what is no country we know.
 */
export function readCountry(name: string): string | null | undefined {
  const key = keyOf(name)
  if (NO_COUNTRY.has(key)) return null
  known ??= knownNames()
  return known.get(key)
}

function knownNames(): Map<string, string> {
  const names = new Map<string, string>()
  for (const language of ['en', 'zh'])
    for (const [code, written] of Object.entries(countries.getNames(language, { select: 'all' })))
      for (const name of [written].flat()) names.set(keyOf(name), code)
  for (const [code, long] of Object.entries(countries.getAlpha2Codes()))
    names.set(keyOf(code), code).set(keyOf(long), code)
  for (const [alias, code] of Object.entries(ALIASES)) names.set(alias, code)
  return names
}

function keyOf(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}
