import { scannable } from './codes.ts'
import type { LabelPackage, PaperLanguage, ShippingLabel } from './data.ts'
import { drawFrom, drawTo } from './label-address.ts'
import {
  BLACK,
  dayText,
  drawBox,
  drawCode,
  drawRule,
  drawText,
  makePdf,
  mm,
  type Paper,
  shrunk,
  type,
  WHITE,
} from './page.ts'
import { lineWidth, shape } from './text.ts'
import { countText, nameIn, type Words, wordsOf } from './words.ts'

const SIZE: [number, number] = [mm(100), mm(150)]
const X = mm(4)
const WIDTH = mm(92)

type Label = { data: ShippingLabel; language: PaperLanguage; words: Words }

function weightText(grams: number): string {
  return `${(grams / 1000).toFixed(grams % 10 === 0 ? 2 : 3)} kg`
}

function drawCarrier(doc: Paper, { data, language }: Label): void {
  const service = nameIn(data.service, language)
  const look = shrunk(service, type(13, 700, WHITE), WIDTH * 0.42, 8)
  const inked = Math.min(lineWidth(shape(service, 700), look.size), WIDTH * 0.42)
  const box = inked > 0 ? inked + 16 : 0
  if (box > 0) {
    drawBox(doc, { x: X + WIDTH - box, y: mm(4.5), width: box, height: 23 })
    const y = mm(4.5) + (23 - look.leading) / 2
    drawText(doc, service, look, { x: X + WIDTH - box + 8, y, width: inked + 0.5 })
  }
  const room = WIDTH - box - 10
  const carrier = nameIn(data.carrier, language)
  const carrierLook = { ...shrunk(carrier, type(18, 700, BLACK), room, 9), leading: 23 }
  drawText(doc, carrier, carrierLook, { x: X, y: mm(4.5), width: room })
}

/** Cells side by side over the whole width, a caption over a value in each, lines between them. */
function drawCells(doc: Paper, cells: [string, string][], y: number): void {
  const room = WIDTH / cells.length
  cells.forEach(([caption, value], index) => {
    const x = X + index * room + (index > 0 ? 7 : 0)
    const width = room - (index > 0 ? 7 : 0) - 5
    drawText(doc, caption, type(6.5, 400, BLACK), { x, y: y + 2, width })
    const look = { ...shrunk(value, type(12, 700, BLACK), width, 7), leading: 16 }
    drawText(doc, value, look, { x, y: y + 11, width })
    if (index > 0) doc.rect(X + index * room - 0.25, y, 0.5, mm(11)).fill(BLACK)
  })
}

function drawFacts(doc: Paper, label: Label, item: LabelPackage, number: number): void {
  const { data, language, words } = label
  const count = data.packageCount ?? data.packages.length
  const upper: [string, string][] = [
    [words.weight, weightText(item.grams)],
    [words.package, `${countText(number)} / ${countText(count)}`],
    [words.date, dayText(data.date, language)],
  ]
  const lower: [string, string][] = [[words.order, data.orderNumber]]
  if (data.reference?.trim()) lower.push([words.reference, data.reference])
  drawCells(doc, upper, mm(86))
  drawRule(doc, X, mm(97), WIDTH, 0.5, BLACK)
  drawCells(doc, lower, mm(97))
}

function drawTracking(doc: Paper, item: LabelPackage): void {
  const number = item.trackingNumber?.trim() || item.id
  const box = { x: mm(1), y: mm(111.5), width: mm(98), height: mm(25) }
  drawCode(doc, scannable(number, box))
  const look = { ...shrunk(number, type(14, 700, BLACK), WIDTH, 7), leading: 20 }
  drawText(doc, number, look, { x: X, y: mm(138), width: WIDTH, align: 'center' })
}

function drawLabel(doc: Paper, label: Label, item: LabelPackage, number: number): void {
  const { data } = label
  doc.addPage()
  drawCarrier(doc, label)
  drawRule(doc, X, mm(14.5), WIDTH, 1.2, BLACK)
  drawFrom(doc, data.from, label, { x: X, y: mm(16.5), width: WIDTH, bottom: mm(27.5) })
  drawRule(doc, X, mm(28), WIDTH, 0.5, BLACK)
  drawTo(doc, data, label, { x: X, y: mm(31), width: WIDTH, bottom: mm(84.5) })
  drawRule(doc, X, mm(86), WIDTH, 1.2, BLACK)
  drawFacts(doc, label, item, number)
  drawRule(doc, X, mm(108), WIDTH, 1.2, BLACK)
  drawTracking(doc, item)
}

/**
 * The labels of a shipment as a PDF: one page of exactly 100 × 150 mm for each package, black only,
 * as thermal printers print. The tracking number, or the package's id while there is none, is on it
 * as Code 128 with bars of whole dots at 203 dpi; a text that does not fit so is a QR code instead.
 * Throws when there is no package: a PDF without pages is no file.
 */
export async function shippingLabel(data: ShippingLabel, language: PaperLanguage): Promise<Buffer> {
  if (data.packages.length === 0) throw new Error('a label needs a package')
  const words = wordsOf(language)
  const title = `${words.shippingLabel} ${data.orderNumber}`
  return makePdf({ title, language, date: data.date, size: SIZE }, (doc) => {
    data.packages.forEach((item, index) => {
      drawLabel(doc, { data, language, words }, item, item.number ?? index + 1)
    })
  })
}
