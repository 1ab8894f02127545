import { createRoot } from 'react-dom/client'
import { toast as sonner, Toaster } from 'sonner'
import type { Toast } from './toasts.ts'

const place = document.createElement('div')
document.body.append(place)
// sonner gives the focus back to where it came from whenever it leaves a toast: by Tab one would never get past it.
for (const type of ['focusin', 'focusout'])
  place.addEventListener(type, (event) => event.stopImmediatePropagation(), true)
/**
 * In the head of the page, between the search and the menus: at the foot they would lie on the last rows of a list, its sums and
 * what can be done with the marked ones, for as long as somebody may still undo.
 */
const at = { top: 4, right: 124 }
const onPhones = { top: 4, left: 8, right: 8 }
createRoot(place).render(
  <Toaster
    position="top-right"
    offset={at}
    mobileOffset={onPhones}
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          'flex w-full items-center gap-3 rounded-lg bg-raised px-4 py-1.5 text-sm text-ink shadow-over',
        title: 'font-medium',
        description: 'text-muted',
        error: 'text-bad',
        actionButton:
          'ml-auto shrink-0 rounded-md border border-line px-2 py-1 font-medium text-accent hover:bg-sunken',
      },
    }}
  />,
)

export function show({ text, detail, tone, undo }: Toast): void {
  const tell = tone === 'bad' ? sonner.error : tone === 'good' ? sonner.success : sonner
  tell(text, {
    ...(detail && { description: detail }),
    duration: undo || tone === 'bad' ? 10_000 : 4_000,
    ...(undo && { action: { label: undo.label, onClick: undo.run } }),
  })
}
