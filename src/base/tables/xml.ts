import { TableProblem } from './table.ts'

/** Names come without namespace prefix; `tag` is the opening tag as written, for `attribute`. */
export type XmlHandlers = {
  open(name: string, tag: string): void
  close(name: string): void
  text(text: string): void
}

/** The longest cell, every character written as a numeric reference, fits eight times. */
const LONGEST_TOKEN = 2_000_000
const DEEPEST = 100
const CDATA = '<![CDATA['
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/**
 * A reader of the XML that workbooks are made of, fed piece by piece so that a sheet of any size needs the memory
 * of one piece. Knows the five entities and character numbers; declares none: `<!DOCTYPE` is refused before it can
 * mean anything. Throws TableProblem `doctype`, `damaged` {why}, `cell_too_long`.
 */
export function xmlReader(handlers: XmlHandlers): { write(piece: string): void; end(): void } {
  let rest = ''
  let depth = 0
  let elements = 0

  function tag(written: string): void {
    const name = tagName(written)
    if (written.startsWith('</')) {
      depth -= 1
      handlers.close(name)
      return
    }
    elements += 1
    handlers.open(name, written)
    if (written.endsWith('/>')) {
      handlers.close(name)
      return
    }
    depth += 1
    if (depth > DEEPEST) throw new TableProblem('damaged', { why: 'xml_depth' })
  }

  function markup(at: number): number {
    if (rest.startsWith('<!', at)) return declaration(rest, at, handlers)
    if (rest.startsWith('<?', at)) return after(rest, '?>', at)
    const end = tagEnd(rest, at)
    if (end > 0) tag(rest.slice(at, end))
    return end
  }

  function write(piece: string): void {
    rest += piece
    let at = 0
    for (;;) {
      const open = rest.indexOf('<', at)
      if (open < 0) break
      if (open > at) handlers.text(unescapeXml(rest.slice(at, open)))
      at = open
      const next = markup(at)
      if (next < 0) break
      at = next
    }
    rest = rest.slice(at)
    if (rest.length > LONGEST_TOKEN) throw new TableProblem('cell_too_long')
  }

  function end(): void {
    if (depth !== 0 || elements === 0 || rest.trim() !== '')
      throw new TableProblem('damaged', { why: 'xml_cut_short' })
  }

  return { write, end }
}

/** A pattern that finds an attribute by its local name, for `attribute`. */
export function attributePattern(name: string): RegExp {
  return new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
}

/** The value of an attribute in an opening tag, or undefined. */
export function attribute(tag: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(tag)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : unescapeXml(value)
}

function tagName(tag: string): string {
  let start = tag.charCodeAt(1) === 47 ? 2 : 1
  let end = start
  for (; end < tag.length; end++) {
    const code = tag.charCodeAt(end)
    if (code === 58) start = end + 1
    else if (code <= 32 || code === 47 || code === 62) break
  }
  return tag.slice(start, end)
}

/** Where the tag that opens at `from` ends; `>` may stand in a quoted value. -1 = not yet. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return at + 1
  }
  return -1
}

/** Comment, CDATA or DOCTYPE: the position after it, -1 while it is not all there. */
function declaration(text: string, at: number, handlers: XmlHandlers): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
  if (text.startsWith(CDATA, at)) {
    const end = after(text, ']]>', at + CDATA.length)
    if (end > 0) handlers.text(text.slice(at + CDATA.length, end - 3))
    return end
  }
  const begun = text.slice(at, at + CDATA.length)
  if ('<!--'.startsWith(begun) || CDATA.startsWith(begun)) return -1
  throw new TableProblem('doctype')
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

function unescapeXml(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&]{0,12};)?/g, character) : text
}

function character(written: string, name: string | undefined): string {
  const known = ENTITIES[written]
  if (known !== undefined) return known
  const digits = /^#(?:x([\da-f]{1,6})|(\d{1,7}));$/i.exec(name ?? '')
  const code = digits ? Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] ? 16 : 10) : -1
  if (code < 0 || code > 0x10ffff) throw new TableProblem('damaged', { why: 'xml_entity' })
  return String.fromCodePoint(code)
}
