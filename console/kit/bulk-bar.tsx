import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../base/words.ts'
import { IconButton } from './icon-button.tsx'

/** Below a list while some of it is marked: how many, what can be done with them, and a way to unmark them all. */
export function BulkBar({
  label,
  selected,
  onClear,
  children,
}: {
  label: string
  /** How many are marked, in words. */
  selected: ReactNode
  onClear: () => void
  children: ReactNode
}) {
  const { t } = useWords()
  return (
    <section
      aria-label={label}
      className="flex min-h-11 shrink-0 items-start gap-2 border-t border-line bg-accent-soft px-3 py-1.5 text-sm"
    >
      <div className="flex min-h-8 grow flex-wrap items-center gap-x-2 gap-y-1">
        <output className="font-medium">{selected}</output>
        {children}
      </div>
      <IconButton label={t('kit.unmark')} onClick={onClear}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </section>
  )
}
