import type { PaperAddress, PaperLanguage } from './data.ts'

/** An address as it is written on paper: who, then the lines below. The country is not in them. */
export type PostalLines = { who: string[]; where: string[] }

/** Where an address is written from the large to the small, when it is written in Chinese. */
const LARGE_FIRST = new Set(['CN', 'TW', 'HK', 'MO'])
const HAN = /\p{Script=Han}/u

type Place = { city: string; region: string; postcode: string }

const postcodeLast = ({ city, region, postcode }: Place) => [
  [city, region, postcode].filter(Boolean).join(' '),
]

/** The line of the town in the countries that do not write "postcode city" (UPU S42 layouts). */
const TOWN_LINES: Record<string, (place: Place) => string[]> = {
  US: ({ city, region, postcode }) => [
    [city, [region, postcode].filter(Boolean).join(' ')].filter(Boolean).join(', '),
  ],
  GB: ({ city, region, postcode }) => [city, region, postcode],
  IE: ({ city, region, postcode }) => [city, region, postcode],
  CA: postcodeLast,
  AU: postcodeLast,
  NZ: postcodeLast,
  IN: postcodeLast,
  SG: postcodeLast,
  CN: postcodeLast,
  TW: postcodeLast,
  HK: postcodeLast,
  MO: postcodeLast,
  JP: postcodeLast,
  KR: postcodeLast,
}

const postcodeFirst = ({ city, region, postcode }: Place) => [
  [postcode, city].filter(Boolean).join(' '),
  region,
]

/**
 * Whether an address is written the Chinese way: a country that does so, in Chinese characters. The
 * same place in Latin letters is written the western way, for those who carry it abroad.
 */
export function isLargeFirst(address: PaperAddress): boolean {
  const text = [address.region, address.city, address.district, ...address.street].join('')
  return LARGE_FIRST.has(address.country.toUpperCase()) && HAN.test(text)
}

/** 省 市 区 once each: 北京市 is province and city in one. */
function chinesePlace(address: PaperAddress): string {
  const parts = [address.region, address.city, address.district].filter(Boolean)
  return [...new Set(parts)].join(' ')
}

const MOST_STREET_LINES = 3

/** The street on three lines at most; what a sender wrote on more shares the last one. */
function streetLines(street: readonly string[]): string[] {
  const lines = street.filter((line) => line.trim() !== '')
  if (lines.length <= MOST_STREET_LINES) return lines
  const kept = lines.slice(0, MOST_STREET_LINES - 1)
  return [...kept, lines.slice(kept.length).join(', ')]
}

function chineseLines(address: PaperAddress): PostalLines {
  return {
    who: [address.name, address.company ?? ''].filter(Boolean),
    where: [chinesePlace(address), address.street.join(' '), address.postcode ?? ''].filter(
      (line) => line.trim() !== '',
    ),
  }
}

function westernLines(address: PaperAddress): PostalLines {
  const { city = '', region = '', postcode = '', district = '' } = address
  const townLines = TOWN_LINES[address.country.toUpperCase()] ?? postcodeFirst
  return {
    who: [address.name, address.company ?? ''].filter(Boolean),
    where: [
      ...streetLines(address.street),
      district,
      ...townLines({ city, region, postcode }),
    ].filter((line) => line.trim() !== ''),
  }
}

/** Writes an address the way its country reads it; empty parts leave no gap. */
export function postalLines(address: PaperAddress): PostalLines {
  return isLargeFirst(address) ? chineseLines(address) : westernLines(address)
}

const countryNames = {
  zh: new Intl.DisplayNames('zh', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}

/** The country in a language (Unicode CLDR); a code that is none is printed as it came. */
export function countryName(code: string, language: PaperLanguage): string {
  const region = code.toUpperCase()
  return /^[A-Z]{2}$/.test(region) ? (countryNames[language].of(region) ?? code) : code
}
