import type { SetSearch } from '../app/addresses.ts'
import { useWords } from '../base/words.ts'
import { SearchBox } from '../kit/search-box.tsx'
import { Select } from '../kit/select.tsx'
import { Tabs } from '../kit/tabs.tsx'
import type { Filter } from './filter.ts'
import { usePlaces } from './names.ts'

type Sums = { levels: number; short: number; out: number }

export function Filters({
  filter,
  sums,
  onChange,
}: {
  filter: Filter
  sums: Sums | null
  onChange: SetSearch<'/stock'>
}) {
  const { t } = useWords()
  const { places } = usePlaces()
  return (
    <>
      <Tabs
        label={t('stock.state')}
        value={filter.state}
        onChange={(state) => onChange({ state: state === 'all' ? undefined : state })}
        tabs={[
          { value: 'all', label: t('stock.state_all'), count: sums?.levels ?? null },
          { value: 'short', label: t('stock.state_short'), count: sums?.short ?? null },
          { value: 'out', label: t('stock.state_out'), count: sums?.out ?? null },
        ]}
      />
      <SearchBox
        value={filter.q}
        label={t('stock.search')}
        onChange={(q) => onChange({ q: q || undefined }, { replace: true })}
      />
      {places.length > 1 && (
        <Select
          label={t('stock.location')}
          hideLabel
          className="w-44"
          value={filter.location ?? ''}
          onChange={(location) => onChange({ location: location || undefined })}
          options={[
            { value: '', label: t('stock.everywhere') },
            ...places.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      )}
    </>
  )
}
