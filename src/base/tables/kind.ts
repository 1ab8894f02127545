import { TableProblem } from './table.ts'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

const STRANGERS: [string, Buffer][] = [
  ['png', Buffer.from('89504e47', 'hex')],
  ['jpeg', Buffer.from('ffd8ff', 'hex')],
  ['gif', Buffer.from('GIF8')],
  ['pdf', Buffer.from('%PDF')],
  ['gzip', Buffer.from('1f8b', 'hex')],
  ['rar', Buffer.from('Rar!')],
  ['7z', Buffer.from('377abcaf271c', 'hex')],
  ['elf', Buffer.from('7f454c46', 'hex')],
  ['markup', Buffer.from('<')],
]

/**
 * Says what a file is by its first bytes, never by its name: 'xlsx' for any zip, 'csv' for any text.
 * Throws TableProblem `empty`, `encrypted` (a workbook with a password) or `not_a_table` {found}.
 */
export function kindOf(head: Buffer): 'xlsx' | 'csv' {
  if (head.length === 0) throw new TableProblem('empty')
  if (startsWith(head, Buffer.from('PK\x03\x04')) || startsWith(head, Buffer.from('PK\x05\x06')))
    return 'xlsx'
  if (startsWith(head, OLE)) throw oleProblem(head)
  const stranger = STRANGERS.find(([, magic]) => startsWith(head, magic))
  if (stranger) throw new TableProblem('not_a_table', { found: stranger[0] })
  if (isBinary(head)) throw new TableProblem('not_a_table', { found: 'binary' })
  return 'csv'
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic)
}

/** A workbook with a password is an OLE file around the zip; any other OLE file is a format of before 2007. */
function oleProblem(head: Buffer): TableProblem {
  return head.includes(ENCRYPTED)
    ? new TableProblem('encrypted')
    : new TableProblem('not_a_table', { found: 'xls' })
}

/** A stray control character happens in exports; one in ten does not. UTF-16 shows itself by its mark. */
function isBinary(head: Buffer): boolean {
  const mark = head.length > 1 ? head.readUInt16BE(0) : 0
  if (mark === 0xfffe || mark === 0xfeff) return false
  const odd = head.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13).length
  return odd > head.length / 10
}
