import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey } from '../../src/outside/client/index.ts'
import { api, Problem } from '../base/api.ts'
import { usualCurrencies } from '../base/currencies.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { DropZone } from '../kit/drop-zone.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Progress } from '../kit/progress.tsx'
import { Select } from '../kit/select.tsx'
import { columns } from './mending.ts'
import { save } from './original.ts'
import { templateOf } from './template.ts'
import { type Import, largestFile, type Upload, upload } from './upload.ts'

type Sending = {
  id: string
  name: string
  size: number
  share: number
  upload: Upload | null
  problem: Problem | null
}

/** Takes files and shows how far each has left. Where one file was given, its page opens when it has arrived. */
export function Uploads({ onArrived }: { onArrived: (document: Import, alone: boolean) => void }) {
  const { t } = useWords()
  const { currency, setCurrency, currencies } = useCurrency()
  const { sendings, begin, drop } = useSendings(currency, onArrived)
  return (
    <div className="grid gap-3">
      <DropZone label={t('imports.drop')} accept=".xlsx,.csv" multiple onFiles={begin}>
        {t('imports.drop_hint')}
      </DropZone>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Select
          label={t('imports.currency')}
          value={currency}
          onChange={setCurrency}
          options={currencies.map((value) => ({ value, label: value }))}
        />
        <Needs />
      </div>
      <ul className="grid gap-2">
        {sendings.map((sending) => (
          <One key={sending.id} sending={sending} onDrop={() => drop(sending)} />
        ))}
      </ul>
    </div>
  )
}

/** What a file must have, and one to begin with. */
function Needs() {
  const words = useWords()
  const { t } = words
  const named = columns.map((column) => t(`imports.column_${column}`))
  return (
    <p className="min-w-60 flex-1 text-sm text-muted">
      {t('imports.needs', { columns: named.join(t('common.comma')) })}{' '}
      <button
        type="button"
        className="rounded-sm text-accent underline underline-offset-2 max-sm:min-h-11"
        onClick={() =>
          save(new Blob([templateOf(words)], { type: 'text/csv' }), t('imports.template_name'))
        }
      >
        {t('imports.template')}
      </button>
    </p>
  )
}

/** Those that are sold in, the first standing there. */
function useCurrency() {
  const { lang } = useWords()
  const [wanted, setCurrency] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['price-lists'],
    queryFn: ({ signal }) => api.call('GET /api/price-lists', { signal }),
  })
  const sold = [...new Set((data?.items ?? []).map((list) => list.currency))]
  const currencies = sold.length > 0 ? sold : [...usualCurrencies(lang)]
  return { currency: wanted ?? currencies[0] ?? 'GBP', setCurrency, currencies }
}

function useSendings(currency: string, onArrived: (document: Import, alone: boolean) => void) {
  const [sendings, setSendings] = useState<Sending[]>([])
  const change = (id: string, part: Partial<Sending>) =>
    setSendings((now) => now.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const remove = (id: string) => setSendings((now) => now.filter((one) => one.id !== id))
  const send = async (file: File, alone: boolean) => {
    const id = newKey()
    const { name, size } = file
    const one: Sending = { id, name, size, share: 0, upload: null, problem: null }
    if (size > largestFile) {
      const text = JSON.stringify({ code: 'too_large', params: { limit: largestFile } })
      setSendings((now) => [...now, { ...one, problem: new Problem(413, text) }])
      return
    }
    const under = upload(file, currency, (share) => change(id, { share }))
    setSendings((now) => [...now, { ...one, upload: under }])
    try {
      const document = await under.done
      remove(id)
      onArrived(document, alone)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      change(id, { problem: error, upload: null })
    }
  }
  return {
    sendings,
    begin: (files: File[]) => {
      for (const file of files) send(file, files.length === 1)
    },
    drop: ({ id, upload: under }: Sending) => {
      under?.abort()
      remove(id)
    },
  }
}

function One({ sending, onDrop }: { sending: Sending; onDrop: () => void }) {
  const { t } = useWords()
  const format = useFormat()
  const { name, size, share, problem } = sending
  return (
    <li className="grid gap-1">
      <div className="flex items-center gap-3 text-sm">
        <span className="min-w-0 grow truncate">{name}</span>
        <span className="numbers text-muted">
          {t('imports.megabytes', { n: format.number(Math.round(size / 104_857.6) / 10) })}
        </span>
        {!problem && <span className="numbers">{format.percent(share)}</span>}
        <Button kind="quiet" onClick={onDrop}>
          {t(problem ? 'common.close' : 'common.cancel')}
        </Button>
      </div>
      {problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Progress
          label={t('imports.sending', { name })}
          value={Math.round(share * 100)}
          max={100}
        />
      )}
    </li>
  )
}
