import type { RefObject } from 'react'
import { useWords } from '../base/words.ts'
import { Calendar } from './calendar.tsx'
import { type Day, todayOf } from './date-text.ts'
import { Popover } from './popover.tsx'

/** The calendar of a date field. */
export function DatePopup({
  anchor,
  value,
  onPick,
  onClose,
}: {
  anchor: RefObject<HTMLElement | null>
  value: Day | null
  onPick: (day: Day) => void
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Popover anchor={anchor} label={t('kit.date_calendar')} onClose={onClose}>
      <Calendar
        focusNow
        chosen={value === null ? null : { from: value, to: value }}
        today={todayOf(new Date())}
        onPick={onPick}
      />
    </Popover>
  )
}
