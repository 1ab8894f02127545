import { permissionOf } from '../../src/orders/commands.ts'
import { useSession } from '../app/session.tsx'
import { useKeys } from '../base/keys.ts'
import type { GridControl } from '../kit/grid/index.ts'
import type { Ask } from './over.tsx'
import type { Open, SidePanel } from './use-desk.ts'

/** The desk's keys, wherever the focus is. Esc goes back by one layer: the panel, then the marks. */
export function useDeskKeys({
  control,
  ask,
  side,
  open,
  onHelp,
}: {
  control: GridControl
  ask: Ask
  side: SidePanel
  open: Open
  onHelp: () => void
}): void {
  const { may } = useSession()
  const active = () => control.get().active
  const cancel = () => ask('cancel')
  const changeOne = (id: string) => open(id, { do: 'change' })
  const withActive = (act: (id: string) => void) => () => {
    const id = active()
    if (id !== null) act(id)
  }
  useKeys({
    j: () => control.move('next'),
    k: () => control.move('previous'),
    down: () => control.move('next'),
    up: () => control.move('previous'),
    home: () => control.move('first'),
    end: () => control.move('last'),
    pagedown: () => control.move('pageDown'),
    pageup: () => control.move('pageUp'),
    'shift+j': () => control.move('next', true),
    'shift+k': () => control.move('previous', true),
    x: withActive((id) => control.toggle(id)),
    space: withActive(side.show),
    enter: withActive((id) => open(id)),
    esc: () => (side.open ? side.close() : control.clear()),
    '?': onHelp,
    ...(may(permissionOf('confirm')) && { a: () => ask('confirm') }),
    ...(may(permissionOf('hold')) && { h: () => ask('hold') }),
    ...(may(permissionOf('change')) && {
      e: () => (control.get().marks.size > 0 ? ask('change') : withActive(changeOne)()),
    }),
    // A key that no other lies beside; a Mac has the other one. Both ask before they cancel.
    ...(may(permissionOf('cancel')) && { delete: cancel, backspace: cancel }),
  })
}
