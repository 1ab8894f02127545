import { countryName } from './address.ts'
import type { PaperAddress, PaperLanguage } from './data.ts'
import { BLACK, drawBox, drawText, type Paper, type Place, shrunk, type, WHITE } from './page.ts'
import { wrap } from './wrap.ts'

/** Height of the row of postcode and country, in points. */
export const SORTING_HEIGHT = 36
const CODE_WIDTH = 38
const GAP = 7

function drawPostcode(doc: Paper, to: PaperAddress, place: Place): void {
  const parts = [to.postcode, to.city, to.region]
  const text = parts.find((part) => part?.trim()) ?? ''
  const look = { ...type(29, 700, BLACK), leading: SORTING_HEIGHT }
  drawText(doc, text, shrunk(text, look, place.width, 9), place)
}

/** The two letters of the country, white on black. */
function drawCountryCode(doc: Paper, code: string, x: number, y: number): void {
  drawBox(doc, { x, y: y + 4, width: CODE_WIDTH, height: SORTING_HEIGHT - 8 })
  const look = { ...type(19, 700, WHITE), leading: SORTING_HEIGHT }
  const place = { x: x + 3, y, width: CODE_WIDTH - 6, align: 'center' } as const
  drawText(doc, code, shrunk(code, look, place.width, 6), place)
}

/** One name on up to two lines, or two names on a line each, in the middle of the row's height. */
function drawNames(doc: Paper, names: string[], place: Place): void {
  const [first = ''] = names
  const single = names.length === 1 && wrap(first, type(12, 700), place.width, 2).length === 1
  const look = { ...type(single ? 12 : 10.5, 700, BLACK), leading: single ? 16 : 13.5 }
  let y = place.y + (SORTING_HEIGHT - (single ? 1 : 2) * look.leading) / 2
  const most = names.length === 1 ? 2 : 1
  for (const name of names) {
    const fitted = most === 1 ? shrunk(name, look, place.width, 6.5) : look
    y = drawText(doc, name, fitted, { ...place, y, most })
  }
}

/**
 * What sorts a parcel, as large as it goes: the postcode, or the town where there is none, and the
 * country; abroad its English name too, which every post office reads.
 */
export function drawSorting(
  doc: Paper,
  to: PaperAddress,
  from: PaperAddress,
  language: PaperLanguage,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const code = to.country.toUpperCase()
  const abroad = code !== from.country.toUpperCase()
  const names = new Set([countryName(code, language)])
  if (abroad) names.add(countryName(code, 'en'))
  drawPostcode(doc, to, { x, y, width: width * 0.5 })
  const left = x + width * 0.54
  drawCountryCode(doc, code, left, y)
  const beside = left + CODE_WIDTH + GAP
  drawNames(doc, [...names], { x: beside, y, width: x + width - beside })
}
