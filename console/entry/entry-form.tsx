import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import type { ReadAddress } from '../kit/address-text.ts'
import { Section } from '../kit/page.tsx'
import { stopsAt } from '../kit/stop.ts'
import { BuyerBox } from './buyer.tsx'
import { type Buyer, type Draft, isBlank } from './draft.ts'
import { focusSoon } from './focus.ts'
import { Lines, type LinesHandle } from './lines.tsx'
import { MoreTerms } from './more-terms.tsx'
import { Notices } from './notices.tsx'
import { PlaceBar } from './place-bar.tsx'
import { ShipTo } from './ship-to.tsx'
import { Sums } from './sums.tsx'
import { TermsSelects } from './terms-selects.tsx'
import { useBuyer } from './use-buyer.ts'
import type { Drafting } from './use-draft.ts'
import type { Placing } from './use-placing.ts'
import { useQuote } from './use-quote.ts'
import { useWrong } from './use-wrong.ts'
import { Ways } from './ways.tsx'

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
  const { draft, change } = drafting
  const [round, setRound] = useState(0)
  const quoting = useQuote(draft, round)
  const lines = useRef<LinesHandle>(null)
  const quoted = quoting.quote?.problems ?? []
  const wrong = useWrong(draft, quoted, lines)
  const promise = quoting.quote?.promisedFor
  useEffect(() => onPromise(promise), [onPromise, promise])
  const page = useRef<HTMLDivElement>(null)
  const place = async () => {
    if (stopsAt(page.current)) return
    wrong.settle(await placing.place())
  }
  usePlaceKey(place)
  const firstLine = () => {
    const blank = draft.lines.find(isBlank)
    if (blank) lines.current?.focus(blank.id, 'sku')
  }
  const buyer = useBuyer(drafting, firstLine)
  const put = (part: Partial<Draft>) => change((now) => ({ ...now, ...part }))
  const locked = draft.attempt !== null
  return (
    <div ref={page} data-entry="" className="mx-auto grid max-w-6xl grid-cols-1 gap-6 pb-10">
      <Notices drafting={drafting} placing={placing} waiting={buyer.waiting} onAsk={place} />
      <fieldset disabled={locked} className="contents">
        <Buying drafting={drafting} buyer={buyer} wrong={wrong} onDone={firstLine} />
        <Section title={t('entry.lines')} actions={<LineCount draft={draft} />}>
          <Lines
            draft={draft}
            change={change}
            quoting={quoting}
            gaps={wrong.byLine}
            handle={lines}
          />
          <Ways draft={draft} gaps={quoted} onDone={() => setRound((now) => now + 1)} />
          {wrong.error('/lines') && <p className="text-sm text-bad">{wrong.error('/lines')}</p>}
        </Section>
        <div className="grid grid-cols-[1fr_20rem] gap-8 max-lg:grid-cols-1">
          <Section title={t('entry.more_terms')}>
            <MoreTerms
              draft={draft}
              put={put}
              quote={quoting.quote}
              gaps={[...wrong.gaps, ...quoted]}
            />
          </Section>
          <Section title={t('entry.sums')}>
            <Sums quoting={quoting} currency={draft.currency} />
          </Section>
        </div>
      </fieldset>
      <PlaceBar
        placing={placing}
        gaps={wrong.count}
        locked={locked}
        onPlace={place}
        onNext={wrong.next}
      />
    </div>
  )
}

/** Ctrl Enter places, wherever the cursor is. */
function usePlaceKey(place: () => void): void {
  const latest = useRef(place)
  useLayoutEffect(() => {
    latest.current = place
  })
  useKeys({
    'mod+enter': () => {
      // What stands half typed in a box becomes part of the draft first.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      setTimeout(() => latest.current())
    },
  })
}

/** Who buys, by which terms, and where to. */
function Buying({
  drafting,
  buyer,
  wrong,
  onDone,
}: {
  drafting: Drafting
  buyer: ReturnType<typeof useBuyer>
  wrong: ReturnType<typeof useWrong>
  /** The cursor goes on to the lines. */
  onDone: () => void
}) {
  const { t } = useWords()
  const { draft, change } = drafting
  return (
    <>
      <section
        aria-label={t('entry.buyer')}
        className="grid grid-cols-[1fr_10rem_8rem] items-start gap-3 max-sm:grid-cols-1"
      >
        <BuyerBox
          buyer={draft.buyer}
          error={wrong.error(
            '/customer/name',
            '/customer/id',
            '/customer/email',
            '/customer/phone',
          )}
          onTake={buyer.take}
          onNew={(name) => {
            buyer.makeNew(name)
            focusSoon('[data-address] textarea')
          }}
          onClear={buyer.clear}
          onChange={(next) => change((now) => ({ ...now, buyer: next }))}
        />
        <TermsSelects drafting={drafting} error={wrong.error} />
      </section>
      <Section title={t('entry.address')}>
        <div data-address="">
          <ShipTo
            value={draft.shipTo}
            onChange={(shipTo) => change((now) => ({ ...now, shipTo }))}
            errors={wrong.addressErrors}
            others={buyer.addresses}
            ready={draft.buyer !== null}
            onRead={(read) => {
              change((now) => ({ ...now, buyer: withContact(now.buyer, read) }))
              if (read.uncertain.length === 0) onDone()
            }}
          />
        </div>
      </Section>
    </>
  )
}

/** Somebody new is reached by what stood beside the pasted address. */
function withContact(buyer: Buyer | null, { fields: { phone }, email }: ReadAddress): Buyer | null {
  if (!buyer || buyer.id !== undefined) return buyer
  return { ...(phone && { phone }), ...(email && { email }), ...buyer }
}

function LineCount({ draft }: { draft: Draft }): ReactNode {
  const { t } = useWords()
  const n = draft.lines.filter((line) => !isBlank(line)).length
  return <span className="numbers text-sm text-muted">{t('entry.lines_count', { n })}</span>
}
