import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import type { GridControl } from '../kit/grid/index.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { type CommandName, permissionOf } from './commands.ts'
import type { Ask } from './dialogs.tsx'

const offered = [
  'confirm',
  'hold',
  'release',
  'allocate',
  'release-to-warehouse',
  'cancel',
] as const
export const labels = {
  confirm: 'desk.do_confirm',
  hold: 'desk.do_hold',
  release: 'desk.do_release',
  allocate: 'desk.do_allocate',
  'release-to-warehouse': 'desk.do_to_warehouse',
  cancel: 'desk.do_cancel',
} as const satisfies Partial<Record<CommandName, string>>

/** How many are marked, and what can be done with all of them. Also with all that the filter finds. */
export function Marked({
  control,
  total,
  ask,
  onAll,
}: {
  control: GridControl
  total: number | undefined
  ask: Ask
  /** Chooses everything that the filter finds, loaded or not. */
  onAll: ((command: CommandName) => void) | null
}) {
  const { t } = useWords()
  const { may } = useSession()
  const marked = useSyncExternalStore(control.subscribe, () => control.get().marks.size)
  if (marked === 0) return null
  const everything = marked >= control.keys().length && total !== undefined && total > marked
  return (
    <section
      aria-label={t('desk.marked_bar')}
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-accent-soft px-3 py-1.5 text-sm"
    >
      <output className="font-medium">{t('desk.marked', { n: marked })}</output>
      {offered
        .filter((name) => may(permissionOf[name]))
        .map((name) => (
          <Button key={name} className="h-7 px-2" onClick={() => ask(name)}>
            {t(labels[name])}
          </Button>
        ))}
      {everything && onAll && may('orders:confirm') && (
        <Button kind="quiet" className="h-7 px-2" onClick={() => onAll('confirm')}>
          {t('desk.marked_all', { n: total })}
        </Button>
      )}
      <span className="grow" />
      <IconButton label={t('desk.unmark')} onClick={() => control.clear()}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </section>
  )
}
