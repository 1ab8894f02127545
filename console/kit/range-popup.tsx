import { type RefObject, useState } from 'react'
import { useWords } from '../base/words.ts'
import { Button } from './button.tsx'
import { Calendar } from './calendar.tsx'
import { DateField } from './date-field.tsx'
import { type Day, presets, type Range, rangeOf, todayOf } from './date-text.ts'
import { Popover } from './popover.tsx'

/** Chooses the days of a range: by a word, by typing, or by two clicks into the calendar. */
export function RangePopup({
  anchor,
  label,
  value,
  onChange,
  onClose,
}: {
  anchor: RefObject<HTMLElement | null>
  label: string
  value: Range | null
  onChange: (range: Range | null) => void
  onClose: () => void
}) {
  const { t } = useWords()
  const today = todayOf(new Date())
  const [begun, setBegun] = useState<Day | null>(null)
  const [ends, setEnds] = useState<{ from: Day | null; to: Day | null }>({
    from: value?.from ?? null,
    to: value?.to ?? null,
  })
  const take = (range: Range | null) => {
    onChange(range)
    onClose()
  }
  const type = (change: Partial<typeof ends>) => {
    const next = { ...ends, ...change }
    setEnds(next)
    if (next.from && next.to && next.from <= next.to) onChange({ from: next.from, to: next.to })
  }
  const pick = (day: Day) => {
    if (begun === null) return setBegun(day)
    take(begun <= day ? { from: begun, to: day } : { from: day, to: begun })
  }
  const turned = ends.from !== null && ends.to !== null && ends.from > ends.to
  return (
    <Popover anchor={anchor} label={label} onClose={onClose}>
      <div className="flex gap-4 max-sm:flex-col">
        <div className="grid w-40 content-start gap-1">
          {presets.map((name) => (
            <Button
              key={name}
              kind="quiet"
              className="justify-start"
              onClick={() => take(rangeOf(name, today))}
            >
              {t(`kit.date_${name}`)}
            </Button>
          ))}
          <DateField
            label={t('kit.date_from')}
            value={ends.from}
            onChange={(from) => type({ from })}
          />
          <DateField
            label={t('kit.date_to')}
            value={ends.to}
            onChange={(to) => type({ to })}
            {...(turned && { error: t('kit.date_turned') })}
          />
          <Button kind="quiet" onClick={() => take(null)}>
            {t('kit.date_clear')}
          </Button>
        </div>
        <Calendar
          chosen={begun === null ? value : { from: begun, to: begun }}
          today={today}
          onPick={pick}
        />
      </div>
    </Popover>
  )
}
