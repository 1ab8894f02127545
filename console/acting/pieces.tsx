import { useMemo } from 'react'
import { useWords } from '../base/words.ts'
import type { Order } from './data.ts'
import { type Free, PieceRows } from './piece-rows.tsx'
import { freePieces, type PieceCommand } from './stages.ts'

/** Pieces by line; null is all there are. */
export type Chosen = ReadonlyMap<number, number> | null

/** Which pieces of an order a command is about: all of them, or so many of each line. */
export function Pieces({
  order,
  command,
  chosen,
  onChange,
}: {
  order: Order
  command: PieceCommand
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}) {
  const lines = useMemo(() => freeOf(order.lines, freePieces[command]), [order.lines, command])
  return <WhichPieces lines={lines} chosen={chosen} onChange={onChange} />
}

/** The lines that have pieces free by some count. */
export function freeOf<Line extends Omit<Free, 'free'>>(
  lines: readonly Line[],
  count: (line: Line) => number,
): Free[] {
  return lines
    .map((line) => ({ line: line.line, sku: line.sku, name: line.name, free: count(line) }))
    .filter(({ free }) => free > 0)
}

/** `counted`: line by line one begins with all of them and takes away what is missing, or scans each piece. */
export function WhichPieces({
  lines,
  chosen,
  onChange,
  counted = false,
}: {
  lines: readonly Free[]
  chosen: Chosen
  onChange: (chosen: Chosen) => void
  counted?: boolean
}) {
  const { t } = useWords()
  const all = lines.reduce((sum, { free }) => sum + free, 0)
  const begun = () => (counted ? everyPiece(lines) : new Map<number, number>())
  return (
    <fieldset className="grid grid-cols-1 gap-2">
      <legend className="mb-1 text-sm text-muted">{t('order.which_pieces')}</legend>
      <label className="flex items-center gap-2 text-sm max-sm:min-h-11">
        <input
          type="radio"
          className="accent-accent"
          checked={chosen === null}
          onChange={() => onChange(null)}
        />
        {t('order.all_pieces', { n: all })}
      </label>
      <label className="flex items-center gap-2 text-sm max-sm:min-h-11">
        <input
          type="radio"
          className="accent-accent"
          checked={chosen !== null}
          onChange={() => onChange(begun())}
        />
        {t('order.some_pieces')}
      </label>
      {chosen && <PieceRows lines={lines} chosen={chosen} onChange={onChange} scans={counted} />}
    </fieldset>
  )
}

function everyPiece(lines: readonly Free[]): ReadonlyMap<number, number> {
  return new Map(lines.map(({ line, free }) => [line, free]))
}

/** As the API takes them; undefined is all. */
export function linesOf(chosen: Chosen): { line: number; quantity: number }[] | undefined {
  return chosen ? [...chosen].map(([line, quantity]) => ({ line, quantity })) : undefined
}

export function isChosen(chosen: Chosen): boolean {
  return chosen === null || chosen.size > 0
}

/** The same where the API wants every line named. */
export function everyLine(order: Order, command: PieceCommand, chosen: Chosen) {
  return (
    linesOf(chosen) ??
    order.lines
      .map((line) => ({ line: line.line, quantity: freePieces[command](line) }))
      .filter(({ quantity }) => quantity > 0)
  )
}
