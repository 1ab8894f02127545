import type { FileHandle } from 'node:fs/promises'
import type { Limits } from './limits.ts'
import { partTexts } from './part.ts'
import { readSheet } from './sheet.ts'
import { readStrings } from './strings.ts'
import { readDateStyles } from './styles.ts'
import type { TableRow } from './table.ts'
import { readWorkbook } from './workbook.ts'
import { openZip } from './zip.ts'

/** The rows of the first visible sheet of a workbook, a piece of the sheet at a time. Throws TableProblem. */
export async function* readXlsx(
  file: FileHandle,
  size: number,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  const zip = await openZip(file, size, limits)
  const book = await readWorkbook(zip)
  const strings = book.strings ? await readStrings(zip, book.strings) : []
  const dateStyles = book.styles ? await readDateStyles(zip, book.styles) : []
  const texts = partTexts(zip, book.sheet)
  yield* readSheet(texts, { strings, dateStyles, from1904: book.from1904, limits })
}
