import { CalendarRange } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { arriving } from '../base/arriving.ts'
import { localeOf } from '../base/look.ts'
import { useWords, type Words } from '../base/words.ts'
import { Button } from './button.tsx'
import { presets, type Range, rangeOf, todayOf } from './date-text.ts'

const RangePopup = lazy(async () => ({
  default: (await arriving(() => import('./range-popup.tsx'))).RangePopup,
}))

/** The days from one to another, both included, or null for any: a button that says them, and a box to choose them. */
export function DateRange({
  label,
  value,
  onChange,
}: {
  label: string
  value: Range | null
  onChange: (range: Range | null) => void
}) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <CalendarRange size={14} aria-hidden="true" />
        <span className="sr-only">{label}: </span>
        {rangeText(value, words)}
      </Button>
      {open && (
        <Suspense>
          <RangePopup
            anchor={button}
            label={label}
            value={value}
            onChange={onChange}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function rangeText(range: Range | null, { t, lang }: Words): string {
  if (range === null) return t('kit.date_any')
  const today = todayOf(new Date())
  const preset = presets.find((name) => {
    const { from, to } = rangeOf(name, today)
    return from === range.from && to === range.to
  })
  if (preset) return t(`kit.date_${preset}`)
  const { from, to } = range
  // Days have no zone: read as UTC and written as UTC they stay the same day everywhere.
  const format = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'medium', timeZone: 'UTC' })
  return format.formatRange(new Date(from), new Date(to))
}
