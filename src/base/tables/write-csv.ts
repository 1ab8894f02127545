import type { OutCell, OutRow } from './write.ts'

/**
 * Spreadsheets would run these as formulas, in East Asian languages also where the sign has full width: text that begins so is
 * led by an apostrophe, unless it is but a number.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
/** A telephone number, or a number: nothing that a spreadsheet could call or read, whatever it adds up to. */
const onlyNumber = /^[+-](?=[ ()-]*[0-9])[0-9 ()-]+$/

/** Rows as CSV by RFC 4180, in pieces of one chunk each, with the mark by which spreadsheets know UTF-8. */
export async function* writeCsv(
  rows: AsyncIterable<readonly OutRow[]>,
): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from('\uFEFF')
  for await (const chunk of rows) {
    if (chunk.length > 0) yield Buffer.from(chunk.map(lineOf).join(''))
  }
}

function lineOf(row: OutRow): string {
  return `${row.map(cellText).join(',')}\r\n`
}

function cellText(cell: OutCell): string {
  if (cell === null) return ''
  if ('number' in cell) return cell.number
  if ('time' in cell) return cell.time
  const runs = formula.test(cell.text) && !onlyNumber.test(cell.text)
  const text = runs ? `'${cell.text}` : cell.text
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
