import { useMemo, useState } from 'react'
import { type Comment, type Names, useComments, useEvents, useNames } from '../acting/index.ts'
import { type Format, useFormat } from '../base/format.ts'
import { type Key, useWords, type Words } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import type { Tone } from '../kit/chip.tsx'
import { Timeline, type TimelineItem } from '../kit/timeline.tsx'
import { placeName, placeText } from './change.ts'
import { type Change, type Chapter, hiddenParts, paramsOf, storyOf } from './story.ts'

const atFirst = 40

const tones: Record<string, Tone> = {
  'order.held': 'bad',
  'order.cancelled': 'bad',
  'order.returned': 'warn',
  'order.confirmed': 'good',
  'order.shipped': 'good',
  'order.delivered': 'good',
  'order.paid': 'good',
}

/** Everything that happened and everything that was said, newest first. `onVersion` shows the order as it was then. */
export function Story({
  id,
  currency,
  onVersion,
}: {
  id: string
  currency: string
  onVersion?: (version: number) => void
}) {
  const words = useWords()
  const format = useFormat()
  const names = useNames()
  const facts = useEvents(id)
  const comments = useComments(id)
  const [all, setAll] = useState(false)
  const chapters = useMemo(() => storyOf(facts ?? []), [facts])
  const items = useMemo(() => {
    const told = { words, format, names, currency, ...(onVersion && { onVersion }) }
    return [
      ...chapters.map((chapter) => itemOf(chapter, told)),
      ...(comments ?? []).map((comment) => spoken(comment, names)),
    ].sort((one, other) => other.at.localeCompare(one.at) || other.place - one.place)
  }, [chapters, comments, words, format, names, currency, onVersion])
  if (!facts) return null
  const { t } = words
  return (
    <>
      <Timeline label={t('order.timeline')} items={all ? items : items.slice(0, atFirst)} />
      {!all && items.length > atFirst && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('order.timeline_more', { n: items.length - atFirst })}
        </Button>
      )}
    </>
  )
}

type Told = {
  words: Words
  format: Format
  names: Names
  currency: string
  onVersion?: (version: number) => void
}
/** `place` keeps the sequence of what happened in the same moment. */
type Placed = TimelineItem & { place: number }

function itemOf(chapter: Chapter, told: Told): Placed {
  const { words, format, names, currency } = told
  const { type, version, at, by, command, changes, more, hold } = chapter
  const { amount, note, ...params } = paramsOf(chapter)
  const text = sentenceOf(type, words, {
    ...params,
    hold: hold === undefined ? '' : words.code('hold', hold),
    orders: params.orders.join(words.t('common.comma')),
    amount: amount === undefined ? '' : format.money(amount, params.currency ?? currency),
  })
  const said = detailOf(type, { ...params, note }, told)
  const rest = more > 0 ? words.t('order.changes_more', { n: more }) : ''
  const hidden = hiddenParts(chapter).map((part) => words.t(`order.hidden_${part}`))
  const detail = [said, ...hidden, rest].filter(Boolean).join(' · ')
  return {
    id: `${version}`,
    place: version,
    at,
    who: names.person(by),
    text: <span title={command}>{text}</span>,
    tone: tones[type] ?? 'neutral',
    ...(detail !== '' && { detail }),
    changes: changes.map((change) => changeOf(change, told)),
    ...(told.onVersion && { actions: <Then version={version} onVersion={told.onVersion} /> }),
  }
}

/** With its numbers where the order's own facts are told, else as its name. */
function sentenceOf(type: string, { t, code }: Words, params: Record<string, unknown>): string {
  const known = sentences[type]
  return known ? t(known, params) : code('fact', type, params)
}

const sentences: Record<string, Key> = {
  'order.placed': 'order.story_placed',
  'order.held': 'order.story_held',
  'order.hold_lifted': 'order.story_hold_lifted',
  'order.cancelled': 'order.story_cancelled',
  'order.allocated': 'order.story_allocated',
  'order.released': 'order.story_released',
  'order.recalled': 'order.story_recalled',
  'order.merged': 'order.story_merged',
  'order.unmerged': 'order.story_unmerged',
  'order.picked': 'order.story_picked',
  'order.shipped': 'order.story_shipped',
  'order.delivered': 'order.story_delivered',
  'order.returned': 'order.story_returned',
  'order.paid': 'order.story_paid',
  'order.refunded': 'order.story_refunded',
}

/** Which reasons a fact is given for. */
const reasonsOf: Record<string, string> = {
  'order.returned': 'return',
  'order.changed': 'change',
  'order.unmerged': 'unmerge',
}

type Details = Omit<ReturnType<typeof paramsOf>, 'amount'>

function detailOf(
  type: string,
  { reason, method, carrier, trackingNumber, reference, note }: Details,
  { words, names }: Told,
): string {
  const parts = [
    reason && words.code(reasonsOf[type] ?? 'cancel', reason),
    method && words.code('method', method),
    carrier && names.carrier(carrier).name,
    trackingNumber,
    reference,
    note,
  ]
  return parts.filter(Boolean).join(' · ')
}

function changeOf(change: Change, { words, format, names, currency }: Told) {
  const { t, code } = words
  if (change.of === 'part') {
    const { path, before, after } = change
    const tell = { time: format.time, country: names.country, carrier: names.carrier }
    const told = (value: unknown) => placeText(path, value, tell) ?? t('kit.history_empty')
    return { label: placeName(path, words), before: told(before), after: told(after) }
  }
  if (change.of === 'line')
    return {
      label: `${change.sku} · ${t(`order.stage_${change.count}` as 'order.stage_ordered')}`,
      before: format.number(change.before),
      after: format.number(change.after),
    }
  const { before, after } = change
  const label = t(`order.change_${change.of}`)
  if (typeof before === 'string')
    return { label, before: code('status', before), after: code('status', String(after)) }
  const shown = (value: number) => format.money(value, currency)
  return { label, before: shown(before), after: shown(Number(after)) }
}

function spoken({ id, at, by, text }: Comment, names: Names): Placed {
  return {
    id,
    place: 0,
    at,
    who: names.person(by),
    tone: 'info',
    text: <span className="whitespace-pre-wrap">{text}</span>,
  }
}

function Then({ version, onVersion }: { version: number; onVersion: (version: number) => void }) {
  const { t } = useWords()
  return (
    <button
      type="button"
      onClick={() => onVersion(version)}
      title={t('order.as_then')}
      className="shrink-0 rounded-sm px-1 text-xs text-muted hover:bg-sunken hover:text-ink"
    >
      {t('order.version_n', { version: String(version) })}
      <span className="sr-only"> · {t('order.as_then')}</span>
    </button>
  )
}
