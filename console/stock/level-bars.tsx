import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { type Answered, api } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Bar } from '../kit/bar.tsx'
import { Button } from '../kit/button.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import { StateChip } from './columns.tsx'
import { usePlaces } from './names.ts'

type Level = Answered<'GET /api/stock'>['items'][number]

/** A bar for each place, all to one scale, with the numbers below it: they add up to what is on hand. */
export function LevelBars({ levels }: { levels: readonly Level[] }) {
  const { t } = useWords()
  const most = Math.max(1, ...levels.map(({ onHand }) => onHand))
  if (levels.length === 0) return <p className="text-sm text-muted">{t('stock.no_levels')}</p>
  return (
    <ul className="grid gap-4">
      {levels.map((level) => (
        <Place key={level.location} level={level} most={most} />
      ))}
    </ul>
  )
}

function Place({ level, most }: { level: Level; most: number }) {
  const { t } = useWords()
  const format = useFormat()
  const { nameOf } = usePlaces()
  const { location, onHand, allocated, reserved, safety, available } = level
  // What is kept may be more than what is left of the promises: then only that much of it is there.
  const kept = Math.min(safety, Math.max(0, onHand - allocated - reserved))
  const numbers = t('stock.level_numbers', { onHand, allocated, reserved, safety, available })
  return (
    <li className="grid gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <span className="text-sm">
          {nameOf(location)} <StateChip level={level} />
        </span>
        <span className="numbers text-lg font-semibold">
          {format.number(available)}{' '}
          <span className="text-xs font-normal text-muted">{t('stock.available')}</span>
        </span>
      </div>
      <Bar
        label={`${nameOf(location)}: ${numbers}`}
        of={most}
        parts={[
          { label: 'allocated', value: allocated, fill: 'accent' },
          { label: 'reserved', value: reserved, fill: 'warn' },
          { label: 'kept', value: kept, fill: 'faint' },
          { label: 'available', value: available, fill: 'good' },
        ]}
      />
      <p className="numbers text-xs text-muted">{numbers}</p>
      <Safety level={level} />
    </li>
  )
}

/** How much is kept back, changed in place under the version that is shown. */
function Safety({ level }: { level: Level }) {
  const { t } = useWords()
  const { may } = useSession()
  const [draft, setDraft] = useState<number | null | undefined>(undefined)
  const { save, busy, problem } = useSafety(level, () => setDraft(undefined))
  if (!may('stock:move')) return null
  if (draft === undefined)
    return (
      <button
        type="button"
        className="justify-self-start text-xs text-accent hover:underline max-sm:min-h-11"
        onClick={() => setDraft(level.safety)}
      >
        {t('stock.safety_change')}
      </button>
    )
  return (
    <form
      className="grid gap-2 rounded-md bg-sunken p-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (draft !== null) save(draft)
      }}
    >
      <QuantityField
        label={t('stock.safety_kept')}
        hint={t('stock.safety_effect')}
        value={draft}
        onChange={setDraft}
        min={0}
        autoFocus
      />
      {problem && <ProblemNote problem={problem} />}
      <div className="flex gap-2">
        <Button type="submit" kind="primary" busy={busy} disabled={draft === null}>
          {t('common.save')}
        </Button>
        <Button onClick={() => setDraft(undefined)}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}

function useSafety({ sku, location, version }: Level, onDone: () => void) {
  const client = useQueryClient()
  const { send, busy, problem } = useSending(
    (safety: number) => {
      const levels = [{ sku, location, safety, ifVersion: version }]
      return api.call('PUT /api/stock/safety', { body: { levels } })
    },
    { done: onDone },
  )
  const save = async (safety: number) => {
    await send(safety)
    client.invalidateQueries({ queryKey: ['sku', sku] })
    client.invalidateQueries({ queryKey: ['GET /api/stock/levels'] })
  }
  return { save, busy, problem }
}
