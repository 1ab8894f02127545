import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef } from 'react'
import { useWords } from '../base/words.ts'
import type { DialogProps } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'

export function DialogPopup({ title, onClose, children, foot, wide = false }: DialogProps) {
  const { t } = useWords()
  const inside = useRef<HTMLDivElement>(null)
  // Whoever opens a dialog with fields wants to type, not to close it.
  const firstField = () =>
    inside.current?.querySelector<HTMLElement>('[data-first]') ??
    inside.current?.querySelector<HTMLElement>('input, select, textarea') ??
    true
  return (
    <Base.Root open disablePointerDismissal onOpenChange={(open) => !open && onClose?.()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          data-modal=""
          initialFocus={firstField}
          className={`fixed top-1/2 left-1/2 z-40 flex max-h-[90dvh] w-[calc(100%-2rem)] -translate-1/2 flex-col rounded-lg bg-raised text-ink shadow-over outline-none ${wide ? 'max-w-3xl' : 'max-w-md'}`}
        >
          <header className="flex min-h-12 shrink-0 items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-5">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {onClose && (
              <IconButton label={t('kit.close')} onClick={onClose}>
                <X size={16} aria-hidden="true" />
              </IconButton>
            )}
          </header>
          <div ref={inside} className="min-h-0 overflow-y-auto px-5 py-4">
            {children}
          </div>
          {foot && (
            <footer className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {foot}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
