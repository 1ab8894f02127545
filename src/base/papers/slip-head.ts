import { countryName, postalLines } from './address.ts'
import { qrCode, scannable } from './codes.ts'
import type { PackingSlip, PaperLanguage } from './data.ts'
import {
  dayText,
  drawCode,
  drawRule,
  drawText,
  INK,
  MUTED,
  mm,
  type Paper,
  shrunk,
  type,
} from './page.ts'
import { countText, type Words } from './words.ts'

/** What every part of a slip needs to draw itself. */
export type Slip = { data: PackingSlip; language: PaperLanguage; words: Words }

/** The part of the page that is drawn on, in points. */
export type Frame = { left: number; top: number; width: number; bottom: number }

const CODE_WIDTH = mm(78)
const CODE_HEIGHT = mm(13)
const QR_SIZE = mm(27)
const COLUMN_GAP = 18

/** Gives the y below it. */
function drawTitle(doc: Paper, { data, words }: Slip, { left, top, width }: Frame): number {
  const room = width - CODE_WIDTH - COLUMN_GAP
  const title = type(25, 700)
  drawText(doc, words.packingSlip, title, { x: left, y: top - 7, width: room })
  const place = { x: left, y: top + 30, width: room }
  const { sender, senderDetails = '' } = data
  const most = senderDetails === '' ? 2 : 1
  const y = drawText(doc, sender, type(10, 400, MUTED), { ...place, most })
  if (senderDetails === '') return y
  return drawText(doc, senderDetails, type(8, 400, MUTED), { ...place, y, most: 2 })
}

/** The fulfilment order, for the scanner and for the eye, in the corner a hand looks for first. */
function drawNumber(doc: Paper, { data }: Slip, { left, top, width }: Frame): void {
  const x = left + width - CODE_WIDTH
  const box = { x, y: top, width: CODE_WIDTH, height: CODE_HEIGHT }
  const code = scannable(data.fulfilmentOrderNumber, box, { thickest: 3, align: 'right' })
  // The margin of the page is white already: the last bar may stand on its edge.
  drawCode(doc, code, code.kind === 'code128' ? code.quiet : 0)
  const room = code.kind === 'code128' ? code.box.width - 2 * code.quiet : CODE_WIDTH
  const look = shrunk(data.fulfilmentOrderNumber, type(10, 700), room, 7)
  const place = { y: top + CODE_HEIGHT + 2, width: room, align: 'center' } as const
  drawText(doc, data.fulfilmentOrderNumber, look, { x: left + width - room, ...place })
}

type Column = { x: number; y: number; width: number }

/** A small grey caption over what it names; gives the y below. */
function drawCaption(doc: Paper, caption: string, { x, y, width }: Column): number {
  return drawText(doc, caption, type(8, 400, MUTED), { x, y, width })
}

function drawAddress(doc: Paper, { data, language, words }: Slip, column: Column): number {
  const { x, width } = column
  const { who, where } = postalLines(data.shipTo)
  let y = drawCaption(doc, words.shipTo, column) + 2
  who.forEach((line, index) => {
    y = drawText(doc, line, type(index === 0 ? 12.5 : 10, index === 0 ? 700 : 400), {
      x,
      y,
      width,
      most: 2,
    })
  })
  const lines = [...where, countryName(data.shipTo.country, language)]
  for (const line of lines) y = drawText(doc, line, type(10), { x, y, width, most: 2 })
  const { phone } = data.shipTo
  return phone ? drawText(doc, `${words.phone} ${phone}`, type(10), { x, y: y + 2, width }) : y
}

function facts({ data, language, words }: Slip): [string, string][] {
  const all: [string, string | undefined][] = [
    [words.orderNumber, [data.orderNumber, ...(data.otherOrders ?? [])].join(' · ')],
    [words.fulfilmentOrder, data.fulfilmentOrderNumber],
    [words.date, dayText(data.date, language)],
    [words.customerReference, data.customerReference],
    [words.packages, data.packages === undefined ? undefined : countText(data.packages)],
  ]
  return all.filter((fact): fact is [string, string] => Boolean(fact[1]?.trim()))
}

function drawFacts(doc: Paper, slip: Slip, column: Column): number {
  const { x, width } = column
  let y = column.y
  facts(slip).forEach(([caption, value], index) => {
    y = drawCaption(doc, caption, { x, y, width })
    const look = type(10, index === 0 ? 700 : 400)
    y = drawText(doc, value, look, { x, y: y - 1, width, most: 2 }) + 3
  })
  return y
}

/** The order number for a telephone's camera, its squares on the right edge of the page. */
function drawQr(doc: Paper, { data, words }: Slip, right: number, top: number): number {
  const corner = { x: right - QR_SIZE, y: top }
  const code = qrCode(data.orderNumber, { ...corner, width: QR_SIZE, height: QR_SIZE })
  if (!code) return top
  drawCode(doc, code, code.quiet)
  const width = QR_SIZE - 2 * code.quiet
  const place = { x: right - width, y: top + QR_SIZE - code.quiet / 2, width } as const
  return drawText(doc, words.orderNumber, type(8, 400, MUTED), { ...place, align: 'center' })
}

/** The head of the first page; gives the y below it. */
export function drawHead(doc: Paper, slip: Slip, frame: Frame): number {
  const { left, top, width } = frame
  const below = drawTitle(doc, slip, frame)
  drawNumber(doc, slip, frame)
  const y = Math.max(top + mm(22), below + 5)
  drawRule(doc, left, y, width, 1.2)
  const columns = width - QR_SIZE - 2 * COLUMN_GAP
  const address = { x: left, y: y + 12, width: columns * 0.56 }
  const factsColumn = { x: left + columns * 0.56 + COLUMN_GAP, y: y + 12, width: columns * 0.44 }
  const ends = [
    drawAddress(doc, slip, address),
    drawFacts(doc, slip, factsColumn),
    drawQr(doc, slip, left + width, y + 6),
  ]
  return Math.max(...ends) + 14
}

/** The head of the pages that follow, on one line; gives the y below it. */
export function drawShortHead(doc: Paper, { data, words }: Slip, frame: Frame): number {
  const { left, top, width } = frame
  const half = width / 2 - COLUMN_GAP
  drawText(doc, words.packingSlip, type(12, 700), { x: left, y: top - 4, width: half })
  const number = `${words.orderNumber} ${data.orderNumber} · ${data.fulfilmentOrderNumber}`
  const x = left + width / 2
  drawText(doc, number, type(9), { x, y: top - 2, width: width / 2, align: 'right' })
  drawRule(doc, left, top + 16, width, 1.2)
  return top + 26
}

/** The foot of every page: what the page belongs to, and which one it is. */
export function drawFoot(doc: Paper, slip: Slip, frame: Frame, page: number, pages: number): void {
  const { left, width, bottom } = frame
  const look = type(8, 400, MUTED)
  const y = bottom + 10
  drawText(doc, `${slip.data.sender} · ${slip.data.fulfilmentOrderNumber}`, look, {
    x: left,
    y,
    width: width * 0.7,
  })
  const place = { x: left + width * 0.7, y, width: width * 0.3, align: 'right' } as const
  drawText(doc, slip.words.page(page, pages), type(8, 400, INK), place)
}
