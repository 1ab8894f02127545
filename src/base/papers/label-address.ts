import { countryName, isLargeFirst, postalLines } from './address.ts'
import type { PaperAddress, PaperLanguage } from './data.ts'
import { drawSorting, SORTING_HEIGHT } from './label-sorting.ts'
import {
  BLACK,
  drawBox,
  drawLines,
  drawText,
  type Paper,
  shrunk,
  type Type,
  type,
  WHITE,
} from './page.ts'
import type { Cell } from './text.ts'
import type { Words } from './words.ts'
import { wrap } from './wrap.ts'

const TAG_WIDTH = 30
const TAG_GAP = 9

/** From large to small. Where none fits, every part gets a single line of the last, which does. */
const ADDRESS_SIZES = [
  { size: 14, most: 2 },
  { size: 13, most: 2 },
  { size: 12, most: 2 },
  { size: 11, most: 2 },
  { size: 10, most: 2 },
  { size: 9, most: 2 },
  { size: 8, most: 2 },
]

/** A part of the label, from `y` to `bottom`, in points. */
export type Section = { x: number; y: number; width: number; bottom: number }

/** White on black, so that sender and receiver are not taken for each other. */
function drawTag(doc: Paper, text: string, x: number, y: number, height: number): void {
  drawBox(doc, { x, y, width: TAG_WIDTH, height })
  const look = shrunk(text, type(11, 700, WHITE), TAG_WIDTH - 6, 5)
  const top = y + (height - look.leading) / 2
  drawText(doc, text, look, { x: x + 3, y: top, width: TAG_WIDTH - 6, align: 'center' })
}

function smallLines(address: PaperAddress, language: PaperLanguage): string[] {
  const { who, where } = postalLines(address)
  return [
    [...who, address.phone ?? ''].filter(Boolean).join(' · '),
    [...where, countryName(address.country, language)].join(', '),
  ]
}

/** The sender, small: nobody but a returning parcel needs it. */
export function drawFrom(
  doc: Paper,
  address: PaperAddress,
  { language, words }: { language: PaperLanguage; words: Words },
  { x, y, width }: Section,
): void {
  drawTag(doc, words.from, x, y, 17)
  const place = { x: x + TAG_WIDTH + TAG_GAP, width: width - TAG_WIDTH - TAG_GAP }
  const [who = '', where = ''] = smallLines(address, language)
  const look = { ...type(7.5, 400, BLACK), leading: 9.8 }
  const below = drawText(doc, who, { ...look, weight: 700 }, { ...place, y: y - 1 })
  drawText(doc, where, look, { ...place, y: below, most: 2 })
}

type AddressBlock = { lines: Cell[][]; look: Type }[]

function layAddress(address: PaperAddress, width: number, size: number, most: number) {
  const { who, where } = postalLines(address)
  const look = { ...type(size, 400, BLACK), leading: size * 1.3 }
  const strong = { ...look, weight: 700 as const }
  // Written the Chinese way the postcode has a line of its own, and the label shows it large.
  const placeFirst = isLargeFirst(address)
  const block: AddressBlock = who
    .slice(1)
    .map((line) => ({ lines: wrap(line, strong, width, most), look: strong }))
  const below = placeFirst ? where.filter((line) => line !== address.postcode) : where
  below.forEach((line, index) => {
    const chosen = placeFirst && index === 0 ? strong : look
    block.push({ lines: wrap(line, chosen, width, most), look: chosen })
  })
  return block
}

function heightOf(block: AddressBlock): number {
  return block.reduce((sum, part) => sum + part.lines.length * part.look.leading, 0)
}

function fitAddress(address: PaperAddress, width: number, height: number): AddressBlock {
  for (const { size, most } of ADDRESS_SIZES) {
    const block = layAddress(address, width, size, most)
    if (heightOf(block) <= height) return block
  }
  return layAddress(address, width, 8, 1)
}

/** The receiver, as large as the text allows: name, telephone, address, then what sorts the parcel. */
export function drawTo(
  doc: Paper,
  { to, from }: { to: PaperAddress; from: PaperAddress },
  { language, words }: { language: PaperLanguage; words: Words },
  section: Section,
): void {
  const { x, y, width, bottom } = section
  drawTag(doc, words.to, x, y, 26)
  const place = { x: x + TAG_WIDTH + TAG_GAP, width: width - TAG_WIDTH - TAG_GAP }
  const shrunkName = shrunk(to.name, { ...type(16, 700, BLACK), leading: 21 }, place.width, 11)
  const name = shrunkName.size < 12 ? { ...shrunkName, leading: 15 } : shrunkName
  let at = drawText(doc, to.name, name, { ...place, y: y - 2, most: 2 })
  if (to.phone) at = drawText(doc, to.phone, type(11, 700, BLACK), { ...place, y: at })
  const sortingY = bottom - SORTING_HEIGHT
  for (const part of fitAddress(to, place.width, sortingY - at - 6)) {
    at = drawLines(doc, part.lines, part.look, { ...place, y: at })
  }
  drawSorting(doc, to, from, language, { x, y: sortingY, width })
}
