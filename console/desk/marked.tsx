import { useSyncExternalStore } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { BulkBar } from '../kit/bulk-bar.tsx'
import { Button } from '../kit/button.tsx'
import type { GridControl } from '../kit/grid/index.ts'
import { type CommandName, permissionOf } from './commands.ts'
import type { Filter } from './filter.ts'
import type { Ask } from './over.tsx'
import { useEverything } from './use-desk.ts'

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
  filter,
  ask,
}: {
  control: GridControl
  /** How many orders the filter finds. */
  total: number | undefined
  filter: Filter
  ask: Ask
}) {
  const { t } = useWords()
  const { may } = useSession()
  const marked = useSyncExternalStore(control.subscribe, () => control.get().marks.size)
  const [everything, meanEverything] = useEverything(control)
  if (marked === 0) return null
  const more = total !== undefined && total > marked && marked >= control.keys().length
  const target = everything && more ? { filter, n: total } : undefined
  return (
    <BulkBar
      label={t('desk.marked_bar')}
      selected={t(target ? 'desk.marked_everything' : 'desk.marked', { n: target?.n ?? marked })}
      onClear={() => control.clear()}
    >
      {offered
        .filter((name) => may(permissionOf[name]))
        .map((name) => (
          <Button key={name} className="h-7 px-2" onClick={() => ask(name, target)}>
            {t(labels[name])}
          </Button>
        ))}
      {more && !target && (
        <Button kind="quiet" className="h-7 px-2" onClick={meanEverything}>
          {t('desk.marked_all', { n: total })}
        </Button>
      )}
    </BulkBar>
  )
}
