import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { api, Problem } from '../app/api.ts'
import { useAttempt } from '../app/attempt.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import { ScanInput, type ScanResult } from '../kit/scan-input.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toasts.ts'
import { findVariant } from './find.ts'
import { type Draft, doubtOf, type Kind, kinds, movementsOf, type OnHand } from './movement.ts'
import { MovementEffect } from './movement-effect.tsx'
import { nameIn, usePlaces } from './names.ts'

const nothing: OnHand = { onHand: 0, allocated: 0, reserved: 0 }

/**
 * Posts one movement: what is on hand, what will be, and why it cannot be, stand there before it is sent. Scanning the sku
 * again counts one more; after posting it is ready for the next.
 */
export function MovementDialog({
  sku,
  location,
  onClose,
}: {
  sku: string
  location: string
  onClose: () => void
}) {
  const { t } = useWords()
  const form = useId()
  const { draft, change, place, level, post, busy, problem, round } = useMovement(sku, location)
  const doubt = doubtOf({ ...draft, location: place }, level)
  const ready = draft.sku !== '' && doubt === null
  return (
    <Dialog
      title={t('stock.move')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button form={form} type="submit" kind="primary" busy={busy} disabled={!ready}>
            {t('stock.post')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) post()
        }}
      >
        {/* After each movement the field begins anew: the focus is in it, and what it told is gone. */}
        <Goods key={round} draft={draft} change={change} />
        <Fields draft={draft} change={change} place={place} />
        {draft.sku !== '' && (
          <MovementEffect draft={{ ...draft, location: place }} level={level} doubt={doubt} />
        )}
        {problem && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  )
}

type Change = (part: Partial<Draft>) => void

function useMovement(sku: string, location: string) {
  const { t, code } = useWords()
  const { places } = usePlaces()
  const client = useQueryClient()
  const attempt = useAttempt()
  const [draft, setDraft] = useState<Draft>({
    ...{ kind: 'received', sku, location, to: '', quantity: null, reference: '', note: '' },
  })
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const change: Change = (part) => {
    setProblem(null)
    setDraft((now) => ({ ...now, ...part }))
  }
  const inUse = places.filter(({ active }) => active)
  const place = draft.location || (inUse[0]?.code ?? '')
  const to = draft.to || (inUse.find(({ code }) => code !== place)?.code ?? '')
  const whole = { ...draft, location: place, to }
  const level = useLevel(draft.sku, place)
  const post = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const body = { movements: movementsOf(whole, level), together: true }
      const key = attempt.keyFor(body)
      const { outcomes } = await api.call('POST /api/stock/movements', { body, key })
      const refused = outcomes
        .map((one) => one.problem)
        .find((one) => one?.code !== 'others_refused' && one)
      if (refused) throw new Problem(Number(refused.status), JSON.stringify(refused))
      attempt.done()
      const { kind } = whole
      toast({
        text: t('stock.posted', { kind: code('movement', kind), sku: whole.sku }),
        tone: 'good',
      })
      setDraft((now) => ({ ...now, sku: '', quantity: null, note: '' }))
      setRound((now) => now + 1)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // What was refused was answered: the next press is another try.
      if (error.status >= 400 && error.status < 500) attempt.done()
      setProblem(error)
    } finally {
      setBusy(false)
      client.invalidateQueries({ queryKey: ['sku'] })
      client.invalidateQueries({ queryKey: ['GET /api/stock/levels'] })
    }
  }
  return { draft: { ...draft, to }, change, place, level, post, busy, problem, round }
}

function useLevel(sku: string, location: string): OnHand {
  const { data } = useQuery({
    queryKey: ['sku', sku, 'levels'],
    queryFn: async () => (await api.call('GET /api/stock', { query: { sku } })).items,
    enabled: sku !== '',
  })
  return data?.find((level) => level.location === location) ?? nothing
}

/** Which goods: scanned, or typed with Enter. */
function Goods({ draft, change }: { draft: Draft; change: Change }) {
  const { t, lang } = useWords()
  // The next scan may come while this one is looked up.
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const take = async (scanned: string): Promise<ScanResult> => {
    const variant = await findVariant(scanned).catch((error) => {
      if (error instanceof Problem) return undefined
      throw error
    })
    if (!variant)
      return { good: false, text: t(variant === null ? 'stock.scan_unknown' : 'stock.scan_failed') }
    const { sku, name } = variant
    const now = latest.current
    const n = (now.quantity ?? 0) + 1
    if (now.sku !== '' && now.sku !== sku && now.quantity !== null)
      return { good: false, text: t('stock.scan_other', { sku: now.sku }) }
    if (now.sku !== sku) {
      change({ sku })
      return { good: true, text: nameIn(name, lang) }
    }
    change({ quantity: n })
    return { good: true, text: t('stock.scan_more', { n }) }
  }
  return (
    <div>
      <ScanInput label={t('stock.scan')} onScan={take} autoFocus={draft.sku === ''} />
      {draft.sku !== '' && (
        <p className="flex items-center gap-2 text-sm">
          <span className="font-mono font-semibold">{draft.sku}</span>
          <button
            type="button"
            className="text-accent hover:underline"
            onClick={() => change({ sku: '', quantity: null })}
          >
            {t('stock.scan_clear')}
          </button>
        </p>
      )}
    </div>
  )
}

function Fields({ draft, change, place }: { draft: Draft; change: Change; place: string }) {
  const { t, code } = useWords()
  const { places } = usePlaces()
  const options = places
    .filter(({ active }) => active)
    .map(({ code: value, name: label }) => ({ value, label }))
  const { kind, to, quantity, reference, note } = draft
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <Select<Kind>
        label={t('stock.kind')}
        value={kind}
        onChange={(next) => change({ kind: next })}
        options={kinds.map((value) => ({ value, label: code('movement', value) }))}
      />
      <Select
        label={t(kind === 'transferred' ? 'stock.from' : 'stock.location')}
        value={place}
        onChange={(location) => change({ location })}
        options={options}
      />
      {kind === 'transferred' && (
        <Select
          label={t('stock.to')}
          value={to}
          onChange={(next) => change({ to: next })}
          options={options}
        />
      )}
      <QuantityField
        label={t(kind === 'counted' ? 'stock.counted' : 'stock.pieces')}
        value={quantity}
        onChange={(next) => change({ quantity: next })}
        min={kind === 'counted' ? 0 : kind === 'corrected' ? -1_000_000 : 1}
      />
      <TextField
        label={t('stock.reference')}
        value={reference}
        maxLength={100}
        onChange={(next) => change({ reference: next })}
      />
      <TextField
        label={t('stock.note')}
        className="col-span-full"
        value={note}
        maxLength={500}
        onChange={(next) => change({ note: next })}
      />
    </div>
  )
}
