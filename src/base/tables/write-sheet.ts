// One sheet of a workbook as XML: text inline, numbers as numbers, times as the days that spreadsheets count.
import type { OutCell, OutRow } from './write.ts'

const styleOfTime = 1
const styleOfHead = 2

/** The sheet's XML in pieces; the first row is the head, which stays in sight. */
export async function* writeSheet(
  rows: AsyncIterable<readonly OutRow[]>,
): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(opening)
  let number = 0
  for await (const chunk of rows) {
    const xml = chunk.map((row) => rowXml(row, ++number)).join('')
    if (xml !== '') yield Buffer.from(xml)
  }
  yield Buffer.from('</sheetData></worksheet>')
}

const opening = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="16"/><sheetData>`

function rowXml(row: OutRow, number: number): string {
  const cells = row.map((cell, index) =>
    cellXml(cell, `${columnName(index)}${number}`, number === 1),
  )
  return `<row r="${number}">${cells.join('')}</row>`
}

function cellXml(cell: OutCell, at: string, isHead: boolean): string {
  if (cell === null) return ''
  if ('number' in cell) return `<c r="${at}"><v>${cell.number}</v></c>`
  if ('time' in cell) return `<c r="${at}" s="${styleOfTime}"><v>${serialOf(cell.time)}</v></c>`
  const style = isHead ? ` s="${styleOfHead}"` : ''
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** Days since 30 December 1899, where the count of spreadsheets begins. */
function serialOf(time: string): number {
  const days = Date.parse(`${time.replace(' ', 'T')}Z`) / 86_400_000 + 25_569
  return Math.round(days * 1e8) / 1e8
}

const longest = 32_767
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot say these
const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/** A cell holds 32,767 characters; `_x000D_` in a text would be read as an escape, so its `_` is one itself. */
function escaped(text: string): string {
  return text
    .slice(0, longest)
    .toWellFormed()
    .replace(unsayable, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>\r]/g, (character) => entities[character] as string)
}
