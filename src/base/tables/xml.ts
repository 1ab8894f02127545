import { SaxesParser } from 'saxes'
import { TableProblem } from './table.ts'

/** The attributes of an opening tag, for `attribute`. */
export type Attributes = Record<string, string>

/** Names come without namespace prefix. */
export type XmlHandlers = {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
}

/** The longest cell, every character written as a numeric reference, fits eight times. */
const LONGEST_TOKEN = 2_000_000
const DEEPEST = 100

/**
 * A reader of the XML that workbooks are made of, fed piece by piece so that a sheet of any size needs the memory
 * of one piece. What a `<!DOCTYPE` declares is never used: the document is refused where it ends. Throws TableProblem
 * `doctype`, `damaged` {why}, `cell_too_long`.
 */
export function xmlReader(handlers: XmlHandlers): { write(piece: string): void; end(): void } {
  // Prefixes are cut off, whether or not they are declared: some writers leave that out.
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  /** Characters since the parser last said something: what it holds back. */
  let held = 0

  parser.on('opentag', ({ name, attributes }) => {
    held = 0
    depth += 1
    if (depth > DEEPEST) throw damaged('xml_depth')
    handlers.open(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    held = 0
    depth -= 1
    handlers.close(localName(name))
  })
  const text = (piece: string) => {
    held = 0
    handlers.text(piece)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('comment', () => {
    held = 0
  })
  parser.on('doctype', () => {
    throw new TableProblem('doctype')
  })
  parser.on('error', refuse)

  function write(piece: string): void {
    held += piece.length
    parser.write(piece)
    if (held > LONGEST_TOKEN) throw new TableProblem('cell_too_long')
  }

  function end(): void {
    parser.on('error', () => {
      throw damaged('xml_cut_short')
    })
    parser.close()
  }

  return { write, end }
}

/** The value of an attribute by its local name, or undefined. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name]
  if (value !== undefined) return value
  const prefixed = Object.keys(attributes).find((written) => written.endsWith(`:${name}`))
  return prefixed === undefined ? undefined : attributes[prefixed]
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The parser tells its faults apart by their text alone; `xml.test.ts` fails should these change. */
function refuse({ message }: Error): void {
  // Stands in its cell like any other, for whoever reads the row to judge.
  if (message === 'disallowed character.') return
  if (/doctype|incorrect syntax/.test(message)) throw new TableProblem('doctype')
  throw damaged(/entity/.test(message) ? 'xml_entity' : 'xml')
}

function damaged(why: string): TableProblem {
  return new TableProblem('damaged', { why })
}
