// The quantities of the lines as stages that pieces go through. Pure.
import type { Line } from './data.ts'

export const stages = [
  'ordered',
  'cancelled',
  'allocated',
  'released',
  'picked',
  'shipped',
  'delivered',
  'returned',
] as const
export type Stage = (typeof stages)[number]

/**
 * The stages worth a column: those that some piece has reached. What the warehouse did on the way stands there only while it
 * tells something that the next stage does not.
 */
export function stagesThatMatter(lines: readonly Line[]): Stage[] {
  const reached = (stage: Stage) => lines.some((line) => line[stage] > 0)
  const differ = (one: Stage, other: Stage) => lines.some((line) => line[one] !== line[other])
  return stages.filter((stage) => {
    if (stage === 'ordered') return true
    if (!reached(stage)) return false
    if (stage === 'released') return differ('released', 'picked')
    if (stage === 'picked') return differ('picked', 'shipped')
    return true
  })
}

/** Pieces that are wanted: ordered and not cancelled. */
export function wanted({ ordered, cancelled }: Line): number {
  return ordered - cancelled
}

/** Pieces that wait for stock. */
export function lacking(line: Line): number {
  return wanted(line) - line.allocated
}

/** Whether it is a trouble for a line that so much of its article is free: there is none, and the line waits for some. */
export function isMissed(line: Line, available: number): boolean {
  return available <= 0 && lacking(line) > 0
}

/** What a line is called in a language, or in the other one. */
export function nameOf({ name, sku }: Pick<Line, 'name' | 'sku'>, lang: 'zh' | 'en'): string {
  return name[lang] ?? name.zh ?? name.en ?? sku
}

/** What a line comes to, in minor units, before tax that is not in the price. */
export function amountOf({ unitPrice, ordered, discount }: Line): number {
  return unitPrice * ordered - discount
}

/** How many pieces of a line a command can be about. */
export const freePieces = {
  cancel: (line: Line) => line.ordered - line.cancelled - line.released,
  ship: (line: Line) => line.allocated - line.shipped,
  deliver: (line: Line) => line.shipped - line.delivered,
  return: (line: Line) => line.delivered - line.returned,
} as const
export type PieceCommand = keyof typeof freePieces
