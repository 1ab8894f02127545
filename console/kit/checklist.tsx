import type { ReactNode } from 'react'

export type Choice<Value extends string = string> = {
  value: Value
  label: string
  hint?: string
  disabled?: boolean
}

/** Several of a list, ticked one by one; the list scrolls where it is long. */
export function Checklist<Value extends string>({
  label,
  choices,
  value,
  onChange,
  error,
  empty,
  columns = 1,
}: {
  label: string
  choices: readonly Choice<Value>[]
  value: readonly Value[]
  onChange: (value: Value[]) => void
  error?: string | undefined
  empty?: ReactNode
  columns?: 1 | 2
}) {
  const toggle = (one: Value) =>
    onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one])
  return (
    <fieldset className="grid gap-1" aria-invalid={error ? true : undefined}>
      <legend className="mb-1 text-sm text-muted">{label}</legend>
      <div className="max-h-56 overflow-y-auto rounded-md border border-line p-2">
        <div className={`grid gap-x-4 ${columns === 2 ? 'sm:grid-cols-2' : ''}`}>
          {choices.length === 0 && <p className="text-sm text-muted">{empty}</p>}
          {choices.map((choice) => (
            <CheckItem
              key={choice.value}
              choice={choice}
              checked={value.includes(choice.value)}
              onToggle={() => toggle(choice.value)}
            />
          ))}
        </div>
      </div>
      {error && <p className="text-sm text-bad">{error}</p>}
    </fieldset>
  )
}

function CheckItem({
  choice: { label, hint, disabled },
  checked,
  onToggle,
}: {
  choice: Choice
  checked: boolean
  onToggle: () => void
}) {
  return (
    <label className="flex min-h-7 items-start gap-2 py-0.5 text-base max-sm:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={onToggle}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  )
}

/** One yes or no. */
export function Check({
  label,
  hint,
  checked,
  onChange,
  disabled = false,
}: {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}) {
  return (
    <CheckItem
      choice={{ value: '', label, disabled, ...(hint !== undefined && { hint }) }}
      checked={checked}
      onToggle={() => onChange(!checked)}
    />
  )
}
