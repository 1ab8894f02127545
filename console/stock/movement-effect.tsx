import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { changeOf, type Doubt, type Draft, type OnHand } from './movement.ts'
import { usePlaces } from './names.ts'

/** What is on hand, what the movement does to it and what will be there, while it is typed. */
export function MovementEffect({
  draft,
  level,
  doubt,
}: {
  draft: Draft
  level: OnHand
  doubt: Doubt
}) {
  const { t } = useWords()
  const format = useFormat()
  const { nameOf } = usePlaces()
  const change = changeOf(draft, level.onHand)
  const sign = (value: number) =>
    `${value > 0 ? '+' : value < 0 ? '−' : '±'}${format.number(Math.abs(value))}`
  const cells = [
    { label: t('stock.onHand'), value: format.number(level.onHand) },
    { label: t('stock.change'), value: change === null ? '…' : sign(change) },
    { label: t('stock.after'), value: format.number(level.onHand + (change ?? 0)) },
  ]
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <p className="text-xs text-muted">{nameOf(draft.location)}</p>
      <dl className="grid grid-cols-3 gap-2">
        {cells.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="numbers text-lg font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p role="status" className="min-h-5 text-sm text-bad">
        {change !== null && doubt && <DoubtText doubt={doubt} />}
      </p>
    </div>
  )
}

function DoubtText({ doubt }: { doubt: NonNullable<Doubt> }) {
  const { t } = useWords()
  if (doubt.why === 'promised') return t('stock.doubt_promised', { free: doubt.free })
  return t(doubt.why === 'same_place' ? 'stock.doubt_same_place' : 'stock.doubt_nothing')
}
