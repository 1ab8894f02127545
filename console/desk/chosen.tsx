import { X } from 'lucide-react'
import type { SetSearch } from '../app/addresses.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { type chosen, type FilterKey, nothingChosen } from './filter.ts'
import { useNames } from './names.ts'

/** What narrows the list, each to be taken away by a click. */
export function Chosen({
  filters,
  set,
}: {
  filters: ReturnType<typeof chosen>
  set: SetSearch<'/orders'>
}) {
  const { t } = useWords()
  const told = useTold()
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {filters.map(({ key, value }) => (
        <button
          key={key}
          type="button"
          onClick={() => set({ [key]: undefined })}
          title={t('desk.filter_remove')}
          className="flex h-7 max-w-64 items-center gap-1 rounded-md bg-accent-soft px-2 text-sm text-accent max-sm:h-11"
        >
          <span className="truncate">{told(key, value)}</span>
          <X size={13} role="img" aria-label={t('desk.filter_remove')} className="shrink-0" />
        </button>
      ))}
      {filters.length > 1 && (
        <Button kind="quiet" className="h-7 px-2" onClick={() => set(nothingChosen)}>
          {t('desk.filter_clear')}
        </Button>
      )}
    </div>
  )
}

/** A filter in words: `Channel: web shop`. */
function useTold(): (key: FilterKey, value: string) => string {
  const { t, code } = useWords()
  const names = useNames()
  const format = useFormat()
  return (key, value) => {
    const label = t(`desk.filter_${key}`)
    if (key === 'late' || key === 'list') return label
    const said: Partial<Record<FilterKey, () => string>> = {
      channel: () => names.channel(value),
      country: () => names.country(value),
      payment: () => code('payment', value),
      aftersales: () => code('aftersales', value),
      status: () => code('status', value),
      fulfilment: () => code('fulfilment', value),
      held: () => t(value === 'true' ? 'common.yes' : 'common.no'),
      hold: () => code('hold', value),
      reached: () => code('reached', value),
      from: () => format.date(value),
      to: () => format.date(value),
    }
    return t('common.pair', { what: label, said: said[key]?.() ?? value })
  }
}
