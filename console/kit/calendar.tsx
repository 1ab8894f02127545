import { clsx } from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { localeOf } from '../base/look.ts'
import { useWords } from '../base/words.ts'
import { addDays, addMonths, type Day, type Range, weekdayOf, weeksOf } from './date-text.ts'
import { IconButton } from './icon-button.tsx'

/**
 * One month. Arrow keys go by day and week, PageUp and PageDown by month, Home and End to the ends of the week. `chosen` is
 * a day or the days between two.
 */
export function Calendar({
  chosen,
  today,
  onPick,
  focusNow = false,
}: {
  chosen: Range | null
  today: Day
  onPick: (day: Day) => void
  focusNow?: boolean
}) {
  const { t, lang } = useWords()
  const [at, setAt] = useState<Day>(chosen?.to ?? today)
  const [moved, setMoved] = useState(focusNow)
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (moved) table.current?.querySelector<HTMLButtonElement>(`[data-day="${at}"]`)?.focus()
  }, [at, moved])
  const go = (day: Day, byKey: boolean) => {
    setMoved(byKey)
    setAt(day)
  }
  const title = new Intl.DateTimeFormat(localeOf(lang), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(at))
  return (
    <div>
      <div className="flex items-center justify-between pb-1">
        <IconButton label={t('kit.date_earlier')} onClick={() => go(addMonths(at, -1), false)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </IconButton>
        <span className="text-sm font-medium" aria-live="polite">
          {title}
        </span>
        <IconButton label={t('kit.date_later')} onClick={() => go(addMonths(at, 1), false)}>
          <ChevronRight size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <table ref={table} aria-label={t('kit.date_calendar')} className="numbers text-sm">
        <Weekdays />
        <tbody onKeyDown={(event) => moveByKey(event, at, (day) => go(day, true))}>
          {weeksOf(at).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="p-0">
                  <DayButton day={day} at={at} today={today} chosen={chosen} onPick={onPick} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Weekdays() {
  const { lang } = useWords()
  const names = (style: 'narrow' | 'long') =>
    new Intl.DateTimeFormat(localeOf(lang), { weekday: style, timeZone: 'UTC' })
  const week = weeksOf('2026-06-01')[0] as Day[]
  return (
    <thead>
      <tr>
        {week.map((day) => (
          <th key={day} scope="col" className="size-8 p-0 text-xs font-normal text-muted">
            <abbr title={names('long').format(new Date(day))} className="no-underline">
              {names('narrow').format(new Date(day))}
            </abbr>
          </th>
        ))}
      </tr>
    </thead>
  )
}

function DayButton({
  day,
  at,
  today,
  chosen,
  onPick,
}: {
  day: Day
  at: Day
  today: Day
  chosen: Range | null
  onPick: (day: Day) => void
}) {
  const { lang } = useWords()
  const end = day === chosen?.from || day === chosen?.to
  const within = chosen !== null && chosen.from <= day && day <= chosen.to
  const long = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'full', timeZone: 'UTC' })
  return (
    <button
      type="button"
      data-day={day}
      tabIndex={day === at ? 0 : -1}
      aria-label={long.format(new Date(day))}
      aria-pressed={within}
      aria-current={day === today ? 'date' : undefined}
      onClick={() => onPick(day)}
      className={clsx(
        'grid size-8 place-items-center rounded-sm',
        end
          ? 'bg-accent font-medium text-on-accent'
          : within
            ? 'bg-accent-soft'
            : 'hover:bg-sunken',
        !end && day.slice(0, 7) !== at.slice(0, 7) && 'text-faint',
        day === today && 'underline underline-offset-4',
      )}
    >
      {Number(day.slice(8))}
    </button>
  )
}

function moveByKey(event: KeyboardEvent, at: Day, go: (day: Day) => void) {
  const to: Record<string, () => Day> = {
    ArrowLeft: () => addDays(at, -1),
    ArrowRight: () => addDays(at, 1),
    ArrowUp: () => addDays(at, -7),
    ArrowDown: () => addDays(at, 7),
    PageUp: () => addMonths(at, event.shiftKey ? -12 : -1),
    PageDown: () => addMonths(at, event.shiftKey ? 12 : 1),
    Home: () => addDays(at, 1 - weekdayOf(at)),
    End: () => addDays(at, 7 - weekdayOf(at)),
  }
  const day = to[event.key]
  if (!day) return
  event.preventDefault()
  go(day())
}
