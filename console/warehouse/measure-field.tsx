import { clsx } from 'clsx'
import { type Key, useWords } from '../base/words.ts'
import { control, Field } from '../kit/field.tsx'
import type { Typed } from '../kit/money-text.ts'
import { useStop } from '../kit/stop.ts'
import { useTyped } from '../kit/typed.ts'
import { parseSize, parseWeight, type Size, writeSize, writeWeight } from './measure-text.ts'

/** A weight in grams, typed as it is read from the scale. */
export function WeightField(props: {
  label: string
  value: number | null
  onChange: (weightG: number | null) => void
  first?: boolean
}) {
  const { t } = useWords()
  const hint = t('order.weight_hint')
  return <MeasureField {...props} write={writeWeight} read={parseWeight} hint={hint} />
}

/** Length, width and height of a carton. */
export function SizeField(props: {
  label: string
  value: Size | null
  onChange: (size: Size | null) => void
}) {
  const { t } = useWords()
  const hint = t('order.size_hint')
  return <MeasureField {...props} write={writeSize} read={parseSize} hint={hint} />
}

function MeasureField<T>({
  label,
  hint,
  value,
  onChange,
  write,
  read,
  first = false,
}: {
  label: string
  hint: string
  value: T | null
  onChange: (value: T | null) => void
  write: (value: T) => string
  read: (text: string) => Typed<T>
  first?: boolean
}) {
  const { t } = useWords()
  const typed = useTyped({ value, write, read, onChange })
  const wrong = typed.wrong && t(`order.${typed.wrong}` as Key)
  const { box, stopped, onInvalid } = useStop(wrong)
  const error = (typed.problem || stopped) && wrong
  // How it was understood, where that is not what stands there.
  const understood = value !== null && write(value) !== typed.text.trim()
  return (
    <Field label={label} hint={understood ? `= ${write(value)}` : hint} error={error || undefined}>
      {(wiring) => (
        <div ref={box}>
          <input
            {...wiring}
            {...(first && { 'data-first': '' })}
            autoComplete="off"
            value={typed.text}
            onInvalid={onInvalid}
            onFocus={typed.focus}
            onBlur={typed.blur}
            onChange={(event) => typed.type(event.target.value)}
            className={clsx(control, 'numbers')}
          />
        </div>
      )}
    </Field>
  )
}
