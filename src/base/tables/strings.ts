import { readPart } from './part.ts'
import { TableProblem } from './table.ts'
import type { Zip } from './zip.ts'

/** The texts that cells share, by index. Pronunciation marks beside a text are not part of it. Throws TableProblem. */
export async function readStrings(zip: Zip, part: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let wanted = false
  let marks = false
  await readPart(zip, part, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') marks = true
      else if (name === 't') wanted = !marks
    },
    close(name) {
      if (name === 't') wanted = false
      else if (name === 'rPh') marks = false
      else if (name === 'si') strings.push(cellText(text))
    },
    text(piece) {
      if (!wanted) return
      text += piece
      if (text.length > zip.limits.cellCharacters)
        throw new TableProblem('cell_too_long', { limit: zip.limits.cellCharacters })
    },
  })
  return strings
}

/** Workbooks write characters that XML forbids, and only those, as _x000D_. */
export function cellText(written: string): string {
  return written.includes('_x')
    ? written.replace(/_x([\dA-Fa-f]{4})_/g, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : written
}
