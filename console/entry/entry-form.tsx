import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '../app/keys.ts'
import { useWords } from '../app/words.ts'
import type { AddressErrors } from '../kit/address-form.tsx'
import { type AddressFields, type AddressKey, addressKeys } from '../kit/address-text.ts'
import { useFieldWords } from '../kit/field-words.ts'
import { Section } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { type Gap, gapsByLine } from './body.ts'
import { BuyerBox } from './buyer.tsx'
import { type Draft, isBlank } from './draft.ts'
import { focusSoon, focusWrong } from './focus.ts'
import { Lines, type LinesHandle } from './lines.tsx'
import { MoreTerms } from './more-terms.tsx'
import { Notices } from './notices.tsx'
import { PlaceBar } from './place-bar.tsx'
import { ShipTo } from './ship-to.tsx'
import { Sums } from './sums.tsx'
import { useBuyer } from './use-buyer.ts'
import type { Drafting } from './use-draft.ts'
import type { Placing } from './use-placing.ts'
import { useQuote } from './use-quote.ts'
import { type Terms, useTerms } from './use-terms.ts'

/** The draft as a page: everything in one column, in the sequence in which it is asked on the telephone. */
export function EntryForm({
  drafting,
  placing,
  onPromise,
}: {
  drafting: Drafting
  placing: Placing
  onPromise: (promisedFor: string | undefined) => void
}) {
  const { t } = useWords()
  const words = useFieldWords()
  const { draft, change } = drafting
  const terms = useTerms(drafting)
  const quoting = useQuote(draft)
  const lines = useRef<LinesHandle>(null)
  const firstLine = () => {
    const blank = draft.lines.find(isBlank)
    if (blank) lines.current?.focus(blank.id, 'sku')
  }
  const buyer = useBuyer(drafting, firstLine)
  const [settled, setSettled] = useState<{ gaps: readonly Gap[]; draft: Draft } | null>(null)
  // What was wrong with the draft says nothing about a part that was typed anew.
  const gaps = useMemo(
    () => (settled ? settled.gaps.filter((gap) => stands(gap, settled.draft, draft)) : []),
    [settled, draft],
  )
  const byLine = useMemo(() => gapsByLine(draft, gaps), [draft, gaps])
  const promise = quoting.quote?.promisedFor
  useEffect(() => onPromise(promise), [onPromise, promise])

  const place = async () => {
    const found = await placing.place()
    setSettled({ gaps: found, draft })
    if (found.length > 0) focusFirst(draft, found, lines.current)
  }
  useKeys({ 'mod+enter': place })
  const put = (part: Partial<Draft>) => change((now) => ({ ...now, ...part }))
  const locked = draft.attempt !== null
  const error = (pointer: string) => {
    const gap = gaps.find((one) => one.pointer === pointer)
    return gap && words(gap.code, gap.params)
  }
  return (
    <div data-entry="" className="mx-auto grid max-w-6xl gap-6 pb-10">
      <Notices drafting={drafting} placing={placing} waiting={buyer.waiting} onAsk={place} />
      <fieldset disabled={locked} className="contents">
        <section aria-label={t('entry.buyer')}>
          <div className="grid grid-cols-[1fr_10rem_8rem] items-start gap-3 max-sm:grid-cols-1">
            <BuyerBox
              buyer={draft.buyer}
              error={
                error('/customer/name') ??
                error('/customer/id') ??
                error('/customer/email') ??
                error('/customer/phone')
              }
              onTake={buyer.take}
              onNew={(name) => {
                buyer.makeNew(name)
                focusSoon('[data-address] textarea')
              }}
              onClear={buyer.clear}
              onChange={(next) => put({ buyer: next })}
            />
            <TermsSelects draft={draft} put={put} terms={terms} error={error} />
          </div>
        </section>
        <Section title={t('entry.address')}>
          <div data-address="">
            <ShipTo
              value={draft.shipTo}
              onChange={(shipTo: AddressFields) => put({ shipTo })}
              errors={addressErrors(error)}
              others={buyer.addresses}
              ready={draft.buyer !== null}
            />
          </div>
        </Section>
        <Section title={t('entry.lines')} actions={<LineCount draft={draft} />}>
          <Lines draft={draft} change={change} quoting={quoting} gaps={byLine} handle={lines} />
          {error('/lines') && <p className="text-sm text-bad">{error('/lines')}</p>}
        </Section>
        <div className="grid grid-cols-[1fr_20rem] gap-8 max-lg:grid-cols-1">
          <Section title={t('entry.more_terms')}>
            <MoreTerms
              draft={draft}
              put={put}
              quote={quoting.quote}
              gaps={[...gaps, ...(quoting.quote?.problems ?? [])]}
            />
          </Section>
          <Section title={t('entry.sums')}>
            <Sums quoting={quoting} currency={draft.currency || 'GBP'} />
          </Section>
        </div>
      </fieldset>
      <PlaceBar
        placing={placing}
        gaps={gaps.length + (quoting.quote?.problems.length ?? 0)}
        onPlace={place}
        locked={locked}
      />
    </div>
  )
}

function LineCount({ draft }: { draft: Draft }): ReactNode {
  const { t } = useWords()
  const n = draft.lines.filter((line) => !isBlank(line)).length
  return <span className="numbers text-sm text-muted">{t('entry.lines_count', { n })}</span>
}

function TermsSelects({
  draft,
  put,
  terms: { channels, currencies },
  error,
}: {
  draft: Draft
  put: (part: Partial<Draft>) => void
  terms: Terms
  error: (pointer: string) => string | undefined
}) {
  const { t } = useWords()
  return (
    <>
      <Select
        label={t('entry.channel')}
        value={draft.channel}
        options={channels}
        onChange={(channel) => put({ channel })}
        error={error('/channel')}
      />
      <Select
        label={t('entry.currency')}
        value={draft.currency}
        options={currencies}
        onChange={(currency) => put({ currency })}
        error={error('/currency')}
      />
    </>
  )
}

function addressErrors(error: (pointer: string) => string | undefined): AddressErrors {
  const found = addressKeys.map((key): [AddressKey, string | undefined] => [
    key,
    error(`/shipTo/${key}`),
  ])
  return Object.fromEntries(found.filter(([, words]) => words !== undefined))
}

/** Whether the part that a gap points to is as it was. */
function stands({ pointer }: Gap, before: Draft, now: Draft): boolean {
  if (pointer.startsWith('/customer')) return before.buyer === now.buyer
  if (pointer.startsWith('/shipTo')) {
    const key = pointer.split('/')[2] as AddressKey
    return before.shipTo[key] === now.shipTo[key]
  }
  if (pointer.startsWith('/lines')) return before.lines === now.lines
  return true
}

function focusFirst(draft: Draft, gaps: readonly Gap[], lines: LinesHandle | null): void {
  const outside = gaps.some(({ pointer }) => !/^\/lines\/\d/.test(pointer))
  const [first] = gapsByLine(draft, gaps)
  if (outside || !first) {
    focusWrong()
    return
  }
  const [id, [gap]] = first
  const cell = /(sku|quantity|price|discount)$/.exec(gap?.pointer ?? '')?.[1] ?? 'sku'
  lines?.focus(id, cell as 'sku')
}
