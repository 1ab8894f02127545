import { useSyncExternalStore } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { BulkBar } from '../kit/bulk-bar.tsx'
import { Button } from '../kit/button.tsx'
import type { GridControl } from '../kit/grid/index.ts'
import { type CommandName, permissionOf } from './commands.ts'
import type { Ask } from './dialogs.tsx'

export const offered = [
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
  onAll: (() => void) | null
}) {
  const { t } = useWords()
  const { may } = useSession()
  const marked = useSyncExternalStore(control.subscribe, () => control.get().marks.size)
  if (marked === 0) return null
  const everything = marked >= control.keys().length && total !== undefined && total > marked
  return (
    <BulkBar
      label={t('desk.marked_bar')}
      selected={t('desk.marked', { n: marked })}
      onClear={() => control.clear()}
    >
      {offered
        .filter((name) => may(permissionOf[name]))
        .map((name) => (
          <Button key={name} className="h-7 px-2" onClick={() => ask(name)}>
            {t(labels[name])}
          </Button>
        ))}
      {everything && onAll && (
        <Button kind="quiet" className="h-7 px-2" onClick={onAll}>
          {t('desk.marked_all', { n: total })}
        </Button>
      )}
    </BulkBar>
  )
}
