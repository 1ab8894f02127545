import { useEffect, useState } from 'react'
import { type Answered, api, Problem } from '../base/api.ts'
import { type Gap, gapsByLine, quoteBody, sentLines } from './body.ts'
import { type Draft, isBlank } from './draft.ts'

export type Quote = Answered<'POST /api/orders/quote'>
export type QuotedLine = Quote['lines'][number]
export type Quoting = {
  quote: Quote | null
  /** By the draft's line ids, as of the draft that was quoted. */
  lines: ReadonlyMap<number, QuotedLine>
  problems: ReadonlyMap<number, readonly Gap[]>
  /** Whether something was typed since, so that the sums are about to change. */
  behind: boolean
  failed: Problem | null
}

const none: Quoting = {
  quote: null,
  lines: new Map(),
  problems: new Map(),
  behind: false,
  failed: null,
}
const pauseMs = 150
/** Thousands of lines are asked for less often: one quote of 5,000 takes the server some tenths of a second. */
const pausePerLine = 0.1

/**
 * What the draft would cost, asked once typing pauses. A newer question ends the older one, so that an old answer never
 * takes the place of a new one; until an answer comes the last one stays. `round` asks the same again when it is another.
 */
export function useQuote(draft: Draft, round = 0): Quoting {
  const [quoting, setQuoting] = useState<Quoting>(none)
  const { channel, currency, lines, discount, shipping, externalRef } = draft
  const country = draft.shipTo.country
  const customer = draft.buyer?.id
  // The parts of the draft that a quote depends on; a note typed meanwhile asks for none.
  useEffect(() => {
    if (channel === '' || currency === '' || lines.every(isBlank)) {
      setQuoting(none)
      return
    }
    setQuoting((now) => (now.behind ? now : { ...now, behind: true }))
    const controller = new AbortController()
    const timer = setTimeout(
      () => ask(draft, controller.signal, setQuoting),
      pauseMs + lines.length * pausePerLine,
    )
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [channel, currency, lines, discount, shipping, externalRef, country, customer, round])
  return quoting
}

async function ask(
  draft: Draft,
  signal: AbortSignal,
  tell: (next: Quoting | ((now: Quoting) => Quoting)) => void,
): Promise<void> {
  try {
    const quote = await api.call('POST /api/orders/quote', { body: quoteBody(draft), signal })
    if (signal.aborted) return
    const sent = sentLines(draft)
    tell({
      quote,
      lines: new Map(sent.map(({ id }, index) => [id, quote.lines[index] as QuotedLine])),
      problems: gapsByLine(draft, quote.problems),
      behind: false,
      failed: null,
    })
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof Problem)) throw error
    tell((now) => ({ ...now, behind: false, failed: error }))
  }
}
