import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { QuantityField } from '../kit/quantity-field.tsx'
import { TextField } from '../kit/text-field.tsx'
import type { Line, Order } from './data.ts'
import { nameOf } from './lines.tsx'
import { freePieces, type PieceCommand } from './stages.ts'

/** Pieces by line; null is all there are. */
export type Chosen = ReadonlyMap<number, number> | null

const shown = 60

/** Which pieces a command is about: all of them, or so many of each line. */
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
  const { t } = useWords()
  const lines = order.lines.filter((line) => freePieces[command](line) > 0)
  const all = lines.reduce((sum, line) => sum + freePieces[command](line), 0)
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm text-muted">{t('order.which_pieces')}</legend>
      <label className="flex items-center gap-2 text-sm">
        <input type="radio" checked={chosen === null} onChange={() => onChange(null)} />
        {t('order.all_pieces', { n: all })}
      </label>
      <label className="flex items-center gap-2 text-sm">
        <input type="radio" checked={chosen !== null} onChange={() => onChange(new Map())} />
        {t('order.some_pieces')}
      </label>
      {chosen && <Some {...{ lines, command, chosen, onChange }} />}
    </fieldset>
  )
}

function Some({
  lines,
  command,
  chosen,
  onChange,
}: {
  lines: readonly Line[]
  command: PieceCommand
  chosen: ReadonlyMap<number, number>
  onChange: (chosen: Chosen) => void
}) {
  const { t, lang } = useWords()
  const [sought, setSought] = useState('')
  const low = sought.trim().toLocaleLowerCase()
  const fitting = lines.filter(
    (line) =>
      chosen.has(line.line) ||
      `${line.sku} ${nameOf(line, lang)}`.toLocaleLowerCase().includes(low),
  )
  const put = (line: number, quantity: number | null) => {
    const next = new Map(chosen)
    if (quantity === null || quantity === 0) next.delete(line)
    else next.set(line, quantity)
    onChange(next)
  }
  return (
    <>
      {lines.length > 8 && (
        <TextField label={t('order.find_line')} value={sought} onChange={setSought} />
      )}
      <ul className="grid max-h-80 gap-1 overflow-y-auto">
        {fitting.slice(0, shown).map((line) => (
          <li key={line.line} className="grid grid-cols-[1fr_10rem] items-center gap-3 text-sm">
            <span className="min-w-0">
              <span className="block truncate">{nameOf(line, lang)}</span>
              <span className="text-xs text-muted">
                <span className="font-mono">{line.sku}</span> ·{' '}
                {t('order.of_n', { n: freePieces[command](line) })}
              </span>
            </span>
            <QuantityField
              label={t('order.pieces_of', { sku: line.sku })}
              hideLabel
              value={chosen.get(line.line) ?? 0}
              onChange={(quantity) => put(line.line, quantity)}
              min={0}
              max={freePieces[command](line)}
            />
          </li>
        ))}
      </ul>
      {fitting.length > shown && (
        <p className="text-xs text-muted">{t('order.lines_more', { n: fitting.length - shown })}</p>
      )}
    </>
  )
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
