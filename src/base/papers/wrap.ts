import type { Weight } from './faces.ts'
import { type Cell, lineWidth, shape } from './text.ts'

const WIDE = /^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u
/** Chinese typesetting (GB/T 15834): these never open a line … */
const NEVER_FIRST = /^[，。、；：？！）》」』】〉”’…%％)\],.;:?!]/
/** … and these never close one. */
const NEVER_LAST = /^[（《「『【〈“‘([]/

function mayBreakBetween(before: Cell, after: Cell): boolean {
  if (NEVER_FIRST.test(after.text) || NEVER_LAST.test(before.text)) return false
  if (before.text === ' ') return true
  if (WIDE.test(before.text) || WIDE.test(after.text)) return after.text !== ' '
  // A range of numbers stays whole; a hyphen in an article number may end a line.
  if (/^[–—]$/.test(before.text)) return /^\p{L}/u.test(after.text)
  return /^[-/]$/.test(before.text) && after.text !== ' '
}

/** How many cells from `start` fit into `room` thousandths. */
function countFitting(cells: readonly Cell[], start: number, room: number): number {
  let used = 0
  let end = start
  while (end < cells.length) {
    used += cells[end]?.width ?? 0
    if (used > room) break
    end++
  }
  return end - start
}

/** The last place to break at or before `end`; `end` itself when one word fills the line. */
function lastBreak(cells: readonly Cell[], start: number, end: number): number {
  for (let at = end; at > start; at--) {
    const before = cells[at - 1]
    const after = cells[at]
    if (after?.text === ' ') return at
    if (before && after && mayBreakBetween(before, after)) return at
  }
  return end
}

function withoutSpaces(line: readonly Cell[]): Cell[] {
  let [from, to] = [0, line.length]
  while (line[from]?.text === ' ') from++
  while (to > from && line[to - 1]?.text === ' ') to--
  return line.slice(from, to)
}

/** The cells that fit into `room` thousandths, with an ellipsis when some do not. */
function shorten(cells: readonly Cell[], room: number, weight: Weight): Cell[] {
  const whole = withoutSpaces(cells)
  if (lineWidth(whole, 1000) <= room) return whole
  const ellipsis = shape('…', weight)
  const left = room - lineWidth(ellipsis, 1000)
  return [...withoutSpaces(whole.slice(0, countFitting(whole, 0, left))), ...ellipsis]
}

/**
 * Wider than the space that is left out at a break. What lies beyond all lines and their breaks can
 * only be cut, so it is not looked at: 500 lines of 10,000 letters would take seconds.
 */
const SPACE = 500

/**
 * Breaks a text into at most `most` lines no wider than `width` at a type size (same unit). Western
 * words stay whole where they can, Chinese breaks between any two characters but for the
 * punctuation that may not stand at an edge. What does not fit ends in an ellipsis.
 */
export function wrap(
  text: string,
  type: { size: number; weight: Weight },
  width: number,
  most: number,
): Cell[][] {
  const room = (width * 1000) / type.size
  const cells = shape(text, type.weight, most * (room + SPACE) + SPACE)
  const lines: Cell[][] = []
  let start = 0
  while (start < cells.length) {
    if (lines.length === most - 1) return [...lines, shorten(cells.slice(start), room, type.weight)]
    // One at least, so that the wrapping ends.
    const full = start + Math.max(countFitting(cells, start, room), 1)
    const end = full >= cells.length ? cells.length : lastBreak(cells, start, full)
    lines.push(withoutSpaces(cells.slice(start, end)))
    start = end
    while (cells[start]?.text === ' ') start++
  }
  return lines
}
