import { clsx } from 'clsx'

const fills = {
  accent: 'bg-accent',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  faint: 'bg-strong',
  hollow: 'border border-strong',
}
export type BarPart = { label: string; value: number; fill: keyof typeof fills }

/**
 * Parts of a whole on one line; what they are stands in `label`, which is read aloud instead. `of` is what the full width
 * means, else the sum of the parts. The numbers belong beside it: a bar alone tells nothing exact.
 */
export function Bar({
  label,
  parts,
  of,
}: {
  label: string
  parts: readonly BarPart[]
  of?: number
}) {
  const sum = parts.reduce((total, { value }) => total + Math.max(0, value), 0)
  const whole = Math.max(of ?? sum, sum, 1)
  return (
    <div
      role="img"
      aria-label={label}
      title={label}
      className="flex h-2 w-full gap-px overflow-hidden rounded-sm bg-track forced-color-adjust-none"
    >
      {parts.map(
        ({ label: name, value, fill }) =>
          value > 0 && (
            <span
              key={name}
              className={clsx('h-full', fills[fill])}
              style={{ width: `${(value / whole) * 100}%` }}
            />
          ),
      )}
    </div>
  )
}
