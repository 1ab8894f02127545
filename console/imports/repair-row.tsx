import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { type Key, useWords } from '../base/words.ts'
import { GoodText } from './good-text.tsx'
import { type Column, columns, type Mended, type Reason, type Repair, textOf } from './mending.ts'
import type { Fate } from './use-mending.ts'

/** A row as it came. A faulty cell is marked by tone and by a sign; below it stand the reasons, or what became of it. */
export const RepairRow = memo(function RepairRow({
  repair,
  fate,
  onMend,
}: {
  repair: Repair
  fate: Fate | undefined
  onMend: ((column: Column) => void) | null
}) {
  const { t } = useWords()
  const reasons = fate?.mended ? [] : (fate?.reasons ?? repair.reasons)
  const faulty = new Set(reasons.map(({ column }) => column))
  return (
    <tbody className={clsx('border-b border-line', fate?.mended && 'text-muted')}>
      <tr>
        <td className="numbers py-1 pr-2 text-right text-muted">{repair.row}</td>
        {columns.map((column) => (
          <td key={column} className="py-1">
            <CellText
              text={textOf(repair.cells[column])}
              label={`${t(`imports.column_${column}`)}, ${repair.row}`}
              faulty={faulty.has(column)}
              onClick={onMend ? () => onMend(column) : null}
            />
          </td>
        ))}
      </tr>
      <tr>
        <td />
        <td colSpan={columns.length} className="pb-1.5 pl-2 text-sm">
          {fate?.mended ? <Became mended={fate.mended} /> : <ReasonList reasons={reasons} />}
        </td>
      </tr>
    </tbody>
  )
})

function CellText({
  text,
  label,
  faulty,
  onClick,
}: {
  text: string
  label: string
  faulty: boolean
  onClick: (() => void) | null
}) {
  const { t } = useWords()
  const look = clsx(
    'block w-full truncate rounded-sm px-2 text-left leading-6',
    faulty && 'bg-bad-soft text-bad',
  )
  const content = (
    <>
      {faulty && (
        <TriangleAlert size={13} aria-hidden="true" className="mr-1 inline align-[-0.125em]" />
      )}
      {text === '' ? (faulty ? '—' : '') : text}
    </>
  )
  if (!onClick)
    return (
      <span className={look} title={text}>
        {content}
      </span>
    )
  return (
    <button
      type="button"
      tabIndex={faulty ? 0 : -1}
      aria-label={t('common.pair', { what: label, said: text })}
      title={text}
      onClick={onClick}
      className={clsx(look, !faulty && 'hover:bg-sunken', 'min-h-6')}
    >
      {content}
    </button>
  )
}

function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className="text-bad">
      {reasons.map((reason) => (
        <li key={`${reason.code} ${reason.column}`}>
          <ReasonText reason={reason} />
        </li>
      ))}
    </ul>
  )
}

/** The reason in words. What was found in a cell stands there; `below` it the reason need not say which column. */
export function ReasonText({
  reason: { code: name, column, params },
  below = false,
}: {
  reason: Reason
  below?: boolean
}) {
  const { t, code } = useWords()
  const words = code('repair', name, params)
  const { found } = params
  if (column !== null) {
    const named = t(`imports.column_${column}` as Key)
    return below ? words : t('imports.in_column', { column: named, reason: words })
  }
  return (
    <>
      {words}
      {found !== undefined && found !== null && (
        <>
          {' '}
          <span className="font-mono">{String(found).slice(0, 60)}</span>
        </>
      )}
    </>
  )
}

function Became({ mended: { kind, orderId, location } }: { mended: Mended }) {
  const { t } = useWords()
  const words = t(`imports.became_${kind}`)
  return (
    <GoodText>
      {words}
      {location && ` · ${location}`}
      {orderId && (
        <>
          {' · '}
          <Link to="/orders/$id" params={{ id: orderId }} className="text-accent underline">
            {t('imports.to_order')}
          </Link>
        </>
      )}
    </GoodText>
  )
}
