import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../base/words.ts'
import { IconButton } from './icon-button.tsx'

/** Beside a list that stays as it is; on a phone it lies over it. */
export function Panel({
  title,
  onClose,
  children,
  actions,
  wide = false,
}: {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
  /** For a paper that must be read. */
  wide?: boolean
}) {
  const { t } = useWords()
  return (
    <aside
      aria-label={t('kit.panel')}
      className={`flex ${wide ? 'w-[min(46vw,44rem)]' : 'w-96 max-[88rem]:w-[22rem]'} shrink-0 flex-col border-l border-line bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:shadow-over max-sm:w-full`}
    >
      <header className="flex min-h-12 items-center gap-2 border-b border-line py-1 pr-2 pl-4">
        <div className="min-w-0 grow text-base font-semibold">{title}</div>
        {actions}
        <IconButton label={t('kit.close')} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 grow overflow-y-auto">{children}</div>
    </aside>
  )
}
