import { posix } from 'node:path'
import { readPart } from './part.ts'
import { TableProblem } from './table.ts'
import { attribute } from './xml.ts'
import type { Zip } from './zip.ts'

/** What a workbook says of itself: archive names of the parts needed to read its first visible sheet. */
export type Workbook = {
  sheet: string
  strings: string | null
  styles: string | null
  /** Dates count from 1904 instead of 1900. */
  from1904: boolean
}

type Relation = { kind: string; target: string }
type SheetTag = { id: string; hidden: boolean }

/** Finds the first visible worksheet. Throws TableProblem `not_a_table` for any other archive, `sheet_missing`. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.entries.has('_rels/.rels')) throw new TableProblem('not_a_table', { found: 'zip' })
  const main = ofKind(await readRelations(zip, ''), 'officeDocument')
  if (!main?.endsWith('.xml') || !zip.entries.has(main.toLowerCase()))
    throw new TableProblem('not_a_table', { found: 'document' })
  const relations = await readRelations(zip, main)
  const { sheets, from1904 } = await readSheetList(zip, main)
  return {
    sheet: firstSheet(sheets, relations),
    strings: ofKind(relations, 'sharedStrings'),
    styles: ofKind(relations, 'styles'),
    from1904,
  }
}

function firstSheet(sheets: SheetTag[], relations: Map<string, Relation>): string {
  const worksheets = sheets.flatMap((sheet) => {
    const relation = relations.get(sheet.id)
    return relation?.kind === 'worksheet' ? [{ ...sheet, target: relation.target }] : []
  })
  const chosen = worksheets.find((sheet) => !sheet.hidden) ?? worksheets[0]
  if (!chosen) throw new TableProblem('sheet_missing')
  return chosen.target
}

async function readSheetList(zip: Zip, part: string) {
  const sheets: SheetTag[] = []
  let from1904 = false
  await readPart(zip, part, {
    open(name, attributes) {
      if (name === 'sheet')
        sheets.push({
          id: attribute(attributes, 'id') ?? '',
          hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
        })
      if (name === 'workbookPr')
        from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    },
    close() {},
    text() {},
  })
  return { sheets, from1904 }
}

/** The relations of a part by id. Kinds are the last word of their type: the strict format has other addresses. */
async function readRelations(zip: Zip, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const relations = new Map<string, Relation>()
  await readPart(zip, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open(name, attributes) {
      const target = attribute(attributes, 'Target')
      if (name !== 'Relationship' || !target || attribute(attributes, 'TargetMode') === 'External')
        return
      relations.set(attribute(attributes, 'Id') ?? '', {
        kind: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      })
    },
    close() {},
    text() {},
  })
  return relations
}

function ofKind(relations: Map<string, Relation>, kind: string): string | null {
  return [...relations.values()].find((relation) => relation.kind === kind)?.target ?? null
}
