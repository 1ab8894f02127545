import { useMemo } from 'react'
import type { SetSearch } from '../app/addresses.ts'
import { useSearchParams } from '../app/search.ts'
import { useSession } from '../app/session.tsx'
import { useKeys } from '../base/keys.ts'
import { type Key, useWords } from '../base/words.ts'
import { PageHead } from '../kit/page.tsx'
import { SearchBox } from '../kit/search-box.tsx'
import { Select } from '../kit/select.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { type Filter, filterOf, kinds, type When } from './filter.ts'
import { Incoming } from './incoming.tsx'
import { Labels, Slips } from './lists.tsx'
import { type Paper, Preview } from './preview.tsx'

/** Papers: those to be printed, with what they will look like beside them, and those that came in. */
export function Screen() {
  const { t } = useWords()
  const [params, setParams] = useSearchParams<'/documents'>()
  const filter = useMemo(() => filterOf(params), [params])
  const paper = paperOf(filter, params.paper)
  const close = () => setParams({ paper: undefined })
  useKeys({ esc: close }, { when: paper !== null })
  const show = (id: string) => setParams({ paper: id }, { replace: paper !== null })
  const list = { filter, open: paper !== null, onShow: show }
  return (
    <div className="relative flex h-full min-h-0 flex-col">
      <PageHead title={t('documents.title')}>
        <Filters filter={filter} onChange={setParams} />
      </PageHead>
      <div className="flex min-h-0 grow">
        {filter.kind === 'slips' && <Slips {...list} />}
        {filter.kind === 'labels' && <Labels {...list} />}
        {filter.kind === 'incoming' && <Incoming />}
        {paper && <Preview paper={paper} onClose={close} />}
      </div>
    </div>
  )
}

function paperOf({ kind }: Filter, id: string | undefined): Paper | null {
  if (id === undefined || kind === 'incoming') return null
  return { kind: kind === 'slips' ? 'slip' : 'label', id }
}

function Filters({ filter, onChange }: { filter: Filter; onChange: SetSearch<'/documents'> }) {
  const { t } = useWords()
  const { may } = useSession()
  const { kind, when, q } = filter
  const mine = kinds.filter((one) => one !== 'incoming' || may('imports:read'))
  const whens: When[] = kind === 'labels' ? ['open', 'today', 'all'] : ['open', 'all']
  return (
    <>
      <Tabs
        label={t('documents.title')}
        value={kind}
        onChange={(next) => onChange({ kind: next, paper: undefined, when: undefined })}
        tabs={mine.map((value) => ({ value, label: t(`documents.${value}`) }))}
      />
      {kind !== 'incoming' && (
        <>
          <Select
            label={t('documents.when')}
            hideLabel
            className="w-40"
            value={whens.includes(when) ? when : 'open'}
            onChange={(next) => onChange({ when: next, paper: undefined })}
            options={whens.map((value) => ({ value, label: t(`documents.when_${value}` as Key) }))}
          />
          <SearchBox
            value={q}
            label={t(kind === 'labels' ? 'documents.search_labels' : 'documents.search_slips')}
            onChange={(next) => onChange({ q: next || undefined }, { replace: true })}
          />
        </>
      )}
    </>
  )
}
