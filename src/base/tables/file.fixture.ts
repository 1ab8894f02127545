import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { LIMITS, type Limits } from './limits.ts'
import { readRows } from './rows.ts'
import { TableProblem, type TableRow } from './table.ts'

/** A file of an archive; what is stated about it can be a lie. */
export type MadeEntry = {
  name: string
  data: string | Buffer
  flags?: number
  method?: number
  statedSize?: number
  statedOffset?: number
}

/** A zip archive of the entries, deflated, with a central directory that says what it is told to say. */
export function makeZip(entries: MadeEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { name, packed, fields } = packEntry(entry)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.alloc(2), name, packed])
    const stated = Buffer.alloc(14)
    stated.writeUInt32LE(entry.statedOffset ?? offset, 10)
    directory.push(
      Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
      fields,
      Buffer.alloc(2),
      stated,
      name,
    )
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length & 0xffff, 8)
  end.writeUInt16LE(entries.length & 0xffff, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

/** The fields that local header and directory share, from "version needed" to "name length". */
function packEntry(entry: MadeEntry) {
  const data = Buffer.from(entry.data)
  const packed = deflateRawSync(data)
  const name = Buffer.from(entry.name)
  const fields = Buffer.alloc(24)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(entry.flags ?? 0, 2)
  fields.writeUInt16LE(entry.method ?? 8, 4)
  fields.writeUInt32LE(crc32(data), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(entry.statedSize ?? data.length, 18)
  fields.writeUInt16LE(name.length, 22)
  return { name, packed, fields }
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const DATE_STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="4"/></cellXfs></styleSheet>'

/** The parts of a workbook with one sheet of the given rows (XML) and shared strings. Style 1 and 2 are dates. */
export function bookParts(rows: string, strings: string[] = [], bookXml?: string): MadeEntry[] {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  const texts = strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')
  return [
    { name: '[Content_Types].xml', data: '<Types/>' },
    {
      name: '_rels/.rels',
      data: `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        bookXml ??
        '<workbook><workbookPr/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data:
        `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}` +
        `${relation('rId2', 'sharedStrings', '/xl/sharedStrings.xml')}` +
        `${relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', data: `<sst>${texts}</sst>` },
    { name: 'xl/styles.xml', data: DATE_STYLES },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`,
    },
  ]
}

export function makeBook(rows: string, strings: string[] = []): Buffer {
  return makeZip(bookParts(rows, strings))
}

/** Writes a file for the time of one use. */
export async function withFile<T>(
  content: string | Buffer,
  use: (path: string) => Promise<T>,
  name = 'file.xlsx',
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'))
  try {
    await writeFile(join(folder, name), content)
    return await use(join(folder, name))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Reads a made file in this process: the rows up to the problem, and the problem. */
export function readMade(content: string | Buffer, limits: Partial<Limits> = {}) {
  return withFile(content, (path) => gather(readRows(path, { ...LIMITS, ...limits })))
}

export async function gather(source: AsyncIterable<TableRow[]>) {
  const rows: TableRow[] = []
  try {
    for await (const some of source) rows.push(...some)
    return { rows, problem: null }
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error
    return { rows, problem: { code: error.code, ...error.params, ...error.place } }
  }
}
