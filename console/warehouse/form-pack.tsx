import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { mostPackages } from '../../src/flow/warehouse/values.ts'
import { freeOf, PieceRows, Sheet, useNames, useStep, type WorkFormProps } from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { leftOf, packedWith, piecesLeft, type WorkLine } from './floor.ts'
import { SizeField, WeightField } from './measure-field.tsx'
import {
  type Box,
  emptyBox,
  isPackable,
  packBody,
  piecesIn,
  roomOf,
  withBox,
  withoutBox,
} from './pack-draft.ts'

/** What is picked goes into packages: one takes all of it, several name their pieces and the last takes the rest. */
export function PackForm({ order, work, sending, onClose }: WorkFormProps) {
  const { t } = useWords()
  const names = useNames()
  const step = useStep(sending)
  const [boxes, setBoxes] = useState<readonly Box[]>([emptyBox(1)])
  const room = useMemo(() => roomOf(boxes, work.lines), [boxes, work.lines])
  const others = packedWith(work)
  const change = (id: number, part: Partial<Box>) =>
    setBoxes((now) => now.map((box) => (box.id === id ? { ...box, ...part } : box)))
  const send = () =>
    step('pack', 'POST /api/fulfilment-orders/{id}/pack', {
      ...{ params: { id: work.id }, ifMatch: work.version },
      body: packBody(boxes),
    })
  return (
    <Sheet
      title={t('order.do_pack')}
      about={`${work.number} · ${names.location(work.location)}`}
      action={t('order.do_pack')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={isPackable(boxes, work.lines)}
      wide
    >
      <p className="text-sm">{t('order.pack_left', { n: piecesLeft(work, 'pack') })}</p>
      {others.length > 0 && (
        <p className="text-sm">
          {t('order.pack_together', { orders: others.join(t('common.comma')) })}
        </p>
      )}
      {boxes.map((box, index) => (
        <BoxFields
          key={box.id}
          number={index + 1}
          box={box}
          lines={work.lines}
          room={room.get(box.id) ?? new Map()}
          last={index === boxes.length - 1 && others.length === 0}
          onChange={(part) => change(box.id, part)}
          onRemove={boxes.length > 1 ? () => setBoxes((now) => withoutBox(now, box.id)) : undefined}
        />
      ))}
      {others.length === 0 && (
        <div>
          <Button disabled={boxes.length >= mostPackages} onClick={() => setBoxes(withBox)}>
            <Plus size={14} aria-hidden="true" />
            {t('order.pack_more')}
          </Button>
        </div>
      )}
    </Sheet>
  )
}

function BoxFields({
  number,
  box,
  lines,
  room,
  last,
  onChange,
  onRemove,
}: {
  number: number
  box: Box
  lines: readonly WorkLine[]
  room: ReadonlyMap<number, number>
  last: boolean
  onChange: (part: Partial<Box>) => void
  onRemove: (() => void) | undefined
}) {
  const { t } = useWords()
  const { weightG, size, pieces } = box
  const n = piecesIn(box, room)
  const free = useMemo(
    () => freeOf(lines, (line) => Math.min(leftOf.pack(line), room.get(line.line) ?? 0)),
    [lines, room],
  )
  return (
    <fieldset className="grid grid-cols-1 gap-2 rounded-md border border-line px-3 pb-3">
      <legend className="px-1 text-sm font-medium">
        {t('order.pack_box', { number: String(number) })} · {t('order.pieces_n', { n })}
      </legend>
      <div className="grid grid-cols-2 gap-3">
        <WeightField
          label={t('order.weight')}
          value={weightG}
          onChange={(next) => onChange({ weightG: next })}
          first={number === 1}
        />
        <SizeField
          label={t('order.size')}
          value={size}
          onChange={(next) => onChange({ size: next })}
        />
      </div>
      {last && (
        <label className="flex items-center gap-2 text-sm max-sm:min-h-11">
          <input
            type="checkbox"
            checked={pieces === null}
            onChange={({ target }) => onChange({ pieces: target.checked ? null : new Map() })}
            className="size-4 accent-accent"
          />
          {t('order.pack_rest')}
        </label>
      )}
      {pieces && (
        <PieceRows lines={free} chosen={pieces} onChange={(next) => onChange({ pieces: next })} />
      )}
      {onRemove && (
        <div>
          <Button kind="quiet" onClick={onRemove}>
            {t('order.pack_less', { number: String(number) })}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
