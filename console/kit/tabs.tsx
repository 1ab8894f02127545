import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type Tab<T extends string> = {
  value: T
  label: string
  /** Behind the label, quieter; null while it is not known. */
  count?: number | null
  mark?: ReactNode
}

/** States or views of one list, as buttons: the chosen one is pressed. Their counts are told politely when they change. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: readonly Tab<T>[]
  value: T
  onChange: (value: T) => void
}) {
  return (
    <fieldset className="flex min-w-0 gap-0.5 overflow-x-auto">
      <legend className="sr-only">{label}</legend>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
          className={clsx(
            'flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm max-sm:h-11',
            tab.value === value
              ? 'bg-accent font-medium text-on-accent'
              : 'text-ink hover:bg-sunken',
          )}
        >
          {tab.label}
          {tab.count !== undefined && tab.count !== null && (
            <span className={clsx('numbers', tab.value !== value && 'text-muted')}>
              {tab.count.toLocaleString()}
            </span>
          )}
          {tab.mark}
        </button>
      ))}
    </fieldset>
  )
}
