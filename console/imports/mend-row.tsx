import { clsx } from 'clsx'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { control } from '../kit/field.tsx'
import { toast } from '../kit/toasts.ts'
import {
  type Column,
  changedCells,
  columns,
  type Reason,
  type Repair,
  type Texts,
  textOf,
} from './mending.ts'
import { ReasonText } from './repair-row.tsx'
import type { Mending } from './use-mending.ts'

type MendRowProps = {
  repair: Repair
  mending: Mending
  /** The cell that the typing begins in. */
  start: Column
  /** It is off the list: on to the next. */
  onNext: () => void
  onMove: (step: 1 | -1) => void
  onLeave: () => void
}

/** A row while it is mended: every cell can be typed into, and what is wrong stands below its cell. */
export function MendRow({ repair, mending, start, onNext, onMove, onLeave }: MendRowProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState<Texts>({})
  const { busy, mend, mendAlike, fates } = mending
  const reasons = fates.get(repair.row)?.reasons ?? repair.reasons
  const cells = changedCells(repair, typed)
  const place = useStart(start, reasons)
  const save = async () => {
    if (!busy && (await mend(repair.row, cells))) onNext()
  }
  const saveAlike = async () => {
    const tally = await mendAlike(repair, cells)
    if (!tally) return
    toast({ text: t('imports.mended_alike', tally), tone: tally.left === 0 ? 'good' : 'info' })
    onNext()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const act = { Escape: onLeave, ArrowDown: () => onMove(1), ArrowUp: () => onMove(-1) }[
      event.key
    ]
    const enter = event.key === 'Enter' && (event.target as HTMLElement).tagName === 'INPUT'
    if (!act && !enter) return
    event.preventDefault()
    event.stopPropagation()
    // The page's own Esc must not leave the document too.
    event.nativeEvent.stopImmediatePropagation()
    if (act) act()
    else if (event.shiftKey) saveAlike()
    else save()
  }
  return (
    <tbody className="border-b border-line bg-accent-soft" onKeyDown={onKeyDown}>
      <tr>
        <td className="numbers py-1 pr-2 text-right align-top leading-8">{repair.row}</td>
        {columns.map((column) => (
          <td key={column} className="py-1 pr-1 align-top">
            <CellField
              label={`${t(`imports.column_${column}`)}, ${repair.row}`}
              value={typed[column] ?? textOf(repair.cells[column])}
              onChange={(text) => setTyped((now) => ({ ...now, [column]: text }))}
              reason={reasons.find((one) => one.column === column)}
              inputRef={column === place.column ? place.ref : null}
            />
          </td>
        ))}
      </tr>
      <tr>
        <td />
        <td colSpan={columns.length} className="pb-2">
          <div className="flex flex-wrap items-center gap-2">
            <Button kind="primary" busy={busy} onClick={save}>
              {t('imports.save_next')}
            </Button>
            <Button busy={busy} onClick={saveAlike}>
              {t('imports.save_alike')}
            </Button>
            <Button kind="quiet" onClick={onLeave}>
              {t('common.cancel')}
            </Button>
            <span className="text-sm text-bad" role="alert">
              {reasons
                .filter(({ column }) => column === null)
                .map((reason) => (
                  <ReasonText key={reason.code} reason={reason} />
                ))}
            </span>
          </div>
        </td>
      </tr>
    </tbody>
  )
}

/** The focus begins in one cell, and goes to the one that was refused. */
function useStart(start: Column, reasons: readonly Reason[]) {
  const ref = useRef<HTMLInputElement>(null)
  const [first] = useState(reasons)
  const refused = first === reasons ? undefined : reasons[0]?.column
  const column = columns.find((one) => one === refused) ?? start
  // Again with every refusal, in the same column too.
  useEffect(() => {
    if (reasons.length === 0) return
    ref.current?.focus()
    ref.current?.select()
  }, [reasons])
  return { ref, column }
}

function CellField({
  label,
  value,
  onChange,
  reason,
  inputRef,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  reason: Reason | undefined
  inputRef: React.RefObject<HTMLInputElement | null> | null
}) {
  const id = useId()
  return (
    <>
      <input
        ref={inputRef}
        aria-label={label}
        aria-invalid={reason ? true : undefined}
        aria-describedby={reason ? id : undefined}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        autoComplete="off"
        spellCheck={false}
        maxLength={1_000}
        className={clsx(control, 'px-1.5 text-sm')}
      />
      {reason && (
        <p id={id} role="alert" className="pt-0.5 text-xs text-bad">
          <ReasonText reason={reason} below />
        </p>
      )}
    </>
  )
}
