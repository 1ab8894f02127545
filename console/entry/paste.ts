// Lines copied from a sheet: sku, quantity and price side by side, one a row.
import { parseMoney, plainDigits } from '../kit/money-text.ts'
import { parseQuantity } from '../kit/quantity-text.ts'
import { type DraftLine, emptyLine, mostLines } from './draft.ts'

/** `row` counts from 1, as sheets do. */
export type Why = 'no_sku' | 'quantity' | 'price' | 'too_many'
export type Refused = { row: number; text: string; why: Why }
export type Pasted = { lines: DraftLine[]; refused: Refused[] }

/** Whether a text is more than one field: then it is no sku, but lines. */
export function isTable(text: string): boolean {
  return /[\t\n\r]/.test(text.trim())
}

/**
 * Reads rows of `sku ⇥ quantity ⇥ price`; the quantity is 1 and the price the list's where they are missing. A row of
 * headings is passed over. What cannot be read is told row by row (`no_sku`, `quantity`, `price`, `too_many`), and the
 * others are taken. `digits` are the currency's.
 */
export function readPasted(text: string, digits: number): Pasted {
  const pasted: Pasted = { lines: [], refused: [] }
  for (const [index, whole] of text.split(/\r\n|\n|\r/).entries()) {
    if (whole.trim() === '') continue
    const cells = cellsOf(whole)
    if (index === 0 && isHeading(cells)) continue
    const read = pasted.lines.length >= mostLines ? 'too_many' : readRow(cells, digits)
    if (typeof read === 'string')
      pasted.refused.push({ row: index + 1, text: whole.trim().slice(0, 120), why: read })
    else pasted.lines.push(read)
  }
  return pasted
}

/** Tabs part; without any, semicolons, commas before a figure, or spaces before a figure do. */
function cellsOf(row: string): string[] {
  const cells = row.includes('\t')
    ? row.split('\t')
    : row.split(/\s*[;,，]\s*(?=\S)|\s+(?=[\d０-９]+(?:[.．][\d０-９]+)?(?:\s|$))/)
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

function isHeading([, quantity = '']: readonly string[]): boolean {
  return /^(?:qty|quantity|count|pieces|数量|件数|个数)$/i.test(quantity)
}

function readRow(
  [sku = '', quantity = '', price = '']: readonly string[],
  digits: number,
): DraftLine | Why {
  if (sku === '' || sku.length > 100) return 'no_sku'
  const count = quantity === '' ? { value: 1 } : parseQuantity(plainDigits(quantity))
  if (!('value' in count)) return 'quantity'
  const amount = price === '' ? { value: null } : parseMoney(price, digits)
  if (!('value' in amount)) return 'price'
  return { ...emptyLine(), sku, quantity: count.value, price: amount.value }
}
