import { readPart } from './part.ts'
import { attribute } from './xml.ts'
import type { Zip } from './zip.ts'

/** No spreadsheet program keeps a longer one; the patterns below take the square of its length. */
const LONGEST_FORMAT = 255

/** For each cell style of the workbook, whether it shows its number as a date. Throws TableProblem. */
export async function readDateStyles(zip: Zip, part: string): Promise<boolean[]> {
  const formats = new Map<string, string>()
  const styles: string[] = []
  let inCellStyles = false
  await readPart(zip, part, {
    open(name, attributes) {
      const id = attribute(attributes, 'numFmtId') ?? '0'
      if (name === 'numFmt') formats.set(id, attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) styles.push(id)
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
    text() {},
  })
  return styles.map((id) => showsDate(Number(id), formats.get(id)))
}

/**
 * Whether a number format shows a date or time. Without a code the built-in numbers of ECMA-376 part 1, 18.8.30
 * count, those of East Asian workbooks (27–36, 50–58) among them. Elapsed time ([h]) is a quantity, not a date.
 */
export function showsDate(id: number, code: string | undefined): boolean {
  if (code !== undefined && code.length > LONGEST_FORMAT) return false
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  if (/\[(h+|m+|s+)\]/i.test(code)) return false
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replace(/general/gi, '')
  return /[dmyhs]/i.test(bare) && !/[0#?]\.?[0#?]*E[+-]/i.test(bare)
}
