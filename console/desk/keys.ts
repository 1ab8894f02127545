import { useKeys } from '../app/keys.ts'
import { useSession } from '../app/session.tsx'
import type { GridControl } from '../kit/grid/index.ts'
import type { Ask } from './dialogs.tsx'
import type { SidePanel } from './screen.tsx'

/** The desk's keys, wherever the focus is. Esc goes back by one layer: the panel, then the marks. */
export function useDeskKeys({
  control,
  ask,
  panel,
  open,
  onHelp,
}: {
  control: GridControl
  ask: Ask
  panel: SidePanel
  open: (id: string, search?: Record<string, string>) => void
  onHelp: () => void
}): void {
  const { may } = useSession()
  const active = () => control.get().active
  const withActive = (act: (id: string) => void) => () => {
    const id = active()
    if (id !== null) act(id)
  }
  useKeys({
    j: () => control.move('next'),
    k: () => control.move('previous'),
    down: () => control.move('next'),
    up: () => control.move('previous'),
    'shift+j': () => control.move('next', true),
    'shift+k': () => control.move('previous', true),
    x: withActive((id) => control.toggle(id)),
    space: withActive(panel.show),
    enter: withActive((id) => open(id)),
    e: withActive((id) => open(id, { do: 'change' })),
    esc: () => (panel.open ? panel.close() : control.clear()),
    '?': onHelp,
    ...(may('orders:confirm') && { a: () => ask('confirm') }),
    ...(may('orders:hold') && { h: () => ask('hold') }),
  })
}
