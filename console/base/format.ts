// Money, numbers and times as people of the chosen language write them.
import { useMemo } from 'react'
import { type Language, localeOf, useLook } from './look.ts'

export type Format = {
  /** Minor units with their currency: 1250 GBP is £12.50. */
  money: (minor: number, currency: string) => string
  /** The same without the currency's sign, for columns that say it in their head. */
  amount: (minor: number, currency: string) => string
  number: (value: number) => string
  percent: (share: number) => string
  /** Date and time to the minute; the year only when it is not this one. */
  time: (iso: string) => string
  date: (iso: string) => string
  clock: (iso: string) => string
  /** To the second, with the zone, for where it matters. */
  exact: (iso: string) => string
  /** `3 min ago`, `in 2 days`. */
  ago: (iso: string, now?: number) => string
}

const made = new Map<Language, Format>()

export function useFormat(): Format {
  const { language } = useLook()
  return useMemo(() => formatOf(language), [language])
}

export function formatOf(language: Language): Format {
  const known = made.get(language)
  if (known) return known
  const format = makeFormat(localeOf(language))
  made.set(language, format)
  return format
}

/** How many decimals a currency has, by ISO 4217 as the browser knows it. */
export function digitsOf(currency: string): number {
  const { maximumFractionDigits } = moneyFormat('en', currency, 'code').resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** What ISO 4217 calls a sum without a currency. */
const noCurrency = 'XXX'
const moneyFormats = new Map<string, Intl.NumberFormat>()

function moneyFormat(locale: string, currency: string, display: 'narrowSymbol' | 'code') {
  // A currency that is still being typed is none yet.
  const known = /^[A-Za-z]{3}$/.test(currency) ? currency : noCurrency
  const key = `${locale} ${known} ${display}`
  let format = moneyFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: known,
      currencyDisplay: display,
    })
    moneyFormats.set(key, format)
  }
  return format
}

function makeFormat(locale: string): Format {
  const times = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const short = times({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  const long = times({ dateStyle: 'medium', timeStyle: 'short' })
  const date = times({ dateStyle: 'medium' })
  const clock = times({ hour: '2-digit', minute: '2-digit' })
  const exact = times({ dateStyle: 'medium', timeStyle: 'medium' })
  const zone = times({ timeZoneName: 'short' })
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const major = (minor: number, currency: string) => minor / 10 ** digitsOf(currency)
  return {
    money: (minor, currency) =>
      moneyFormat(locale, currency, 'narrowSymbol').format(major(minor, currency)),
    amount: (minor, currency) => {
      const digits = digitsOf(currency)
      return major(minor, currency).toLocaleString(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    },
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    time: (iso) => (sameYear(iso) ? short : long).format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    // Behind the time in every language: Chinese dates would have it before.
    exact: (iso) => `${exact.format(new Date(iso))} ${zoneOf(zone, iso)}`,
    ago: (iso, now = Date.now()) => spaced(agoOf(relative, Date.parse(iso) - now)),
  }
}

function zoneOf(format: Intl.DateTimeFormat, iso: string): string {
  const parts = format.formatToParts(new Date(iso))
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** Numbers stand apart from Chinese words, as everywhere in the catalogues. */
function spaced(text: string): string {
  return text.replace(/(\d)(\p{Script=Han})/gu, '$1 $2')
}

function sameYear(iso: string): boolean {
  return new Date(iso).getFullYear() === new Date().getFullYear()
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]

function agoOf(relative: Intl.RelativeTimeFormat, ms: number): string {
  let value = ms / 1_000
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return relative.format(Math.trunc(value), unit)
    value /= size
  }
  return ''
}
