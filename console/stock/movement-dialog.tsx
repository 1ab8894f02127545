import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useSession } from '../app/session.tsx'
import { api, type Given, Problem } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toasts.ts'
import { VariantDialog } from './goods-dialogs.ts'
import { type Draft, doubtOf, type Kind, kinds, movementsOf, type OnHand } from './movement.ts'
import { MovementEffect } from './movement-effect.tsx'
import { type Change, Goods } from './movement-goods.tsx'
import { usePlaces } from './names.ts'

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
  const { none } = usePlaces()
  if (none === undefined) return null
  if (none)
    return (
      <Dialog title={t('stock.move')} onClose={onClose}>
        <NoPlace />
      </Dialog>
    )
  return <Posting sku={sku} location={location} onClose={onClose} />
}

/** Pieces lie somewhere: before there is a place, none can be posted. */
function NoPlace() {
  const { t } = useWords()
  const { may, user } = useSession()
  const mayMake = may('catalog:write') && user.locations === null
  return (
    <Empty
      title={t('stock.no_place')}
      action={
        mayMake && (
          <Link
            to="/settings/$part"
            params={{ part: 'locations' }}
            search={{ add: '1' }}
            data-first=""
            className="flex min-h-8 items-center text-accent underline underline-offset-2 max-sm:min-h-11"
          >
            {t('stock.make_place')}
          </Link>
        )
      }
    >
      {t(mayMake ? 'stock.no_place_why' : 'stock.no_place_ask')}
    </Empty>
  )
}

type Posted = { sku: string; location: string; onClose: () => void }

function Posting({ sku, location, onClose }: Posted) {
  const { t } = useWords()
  const form = useId()
  const [unknown, setUnknown] = useState<string | null>(null)
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
        <Goods key={round} draft={draft} change={change} onNew={setUnknown} />
        <Fields draft={draft} change={change} place={place} />
        {draft.sku !== '' && (
          <MovementEffect draft={{ ...draft, location: place }} level={level} doubt={doubt} />
        )}
        {problem && <ProblemNote problem={problem} />}
      </form>
      {unknown !== null && (
        <VariantDialog
          variant={null}
          sku={unknown}
          onClose={() => setUnknown(null)}
          onMade={(made) => change({ sku: made })}
        />
      )}
    </Dialog>
  )
}

function useMovement(sku: string, location: string) {
  const { t, code } = useWords()
  const { places } = usePlaces()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>({
    ...{ kind: 'received', sku, location, to: '', quantity: null, reference: '', note: '' },
  })
  const [round, setRound] = useState(0)
  const { send, busy, problem, forget } = useSending(
    async (body: Given<'POST /api/stock/movements'>['body'], key) => {
      const { outcomes } = await api.call('POST /api/stock/movements', { body, key })
      const refused = outcomes
        .map((one) => one.problem)
        .find((one) => one?.code !== 'others_refused' && one)
      if (refused) throw new Problem(Number(refused.status), JSON.stringify(refused))
    },
  )
  const change: Change = (part) => {
    forget()
    setDraft((now) => ({ ...now, ...part }))
  }
  const inUse = places.filter(({ active }) => active)
  const place = draft.location || (inUse[0]?.code ?? '')
  const to = draft.to || (inUse.find(({ code }) => code !== place)?.code ?? '')
  const whole = { ...draft, location: place, to }
  const level = useLevel(draft.sku, place)
  const post = async () => {
    if (await send({ movements: movementsOf(whole, level), together: true })) {
      const moved = code('movement', whole.kind)
      toast({
        text: t('stock.posted', { kind: moved, sku: whole.sku, n: whole.quantity ?? 0 }),
        tone: 'good',
      })
      setDraft((now) => ({ ...now, sku: '', quantity: null, note: '' }))
      setRound((now) => now + 1)
    }
    client.invalidateQueries({ queryKey: ['sku'] })
    client.invalidateQueries({ queryKey: ['GET /api/stock/levels'] })
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
