import { useCallback, useState, useSyncExternalStore } from 'react'
import { permissionOf } from '../../src/orders/commands.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { BulkBar } from '../kit/bulk-bar.tsx'
import { Button } from '../kit/button.tsx'
import type { GridControl } from '../kit/grid/index.ts'
import type { Filter } from './filter.ts'
import { labels, offered } from './offered.ts'
import type { Ask } from './over.tsx'

/** How many are marked, and what can be done with all of them. Also with all that the filter finds. */
export function MarkedBar({
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
  const more = total !== undefined && total > marked && marked >= control.keys().length
  const target = everything && more ? { filter, n: total } : undefined
  return (
    <BulkBar
      label={t('desk.marked_bar')}
      selected={t(target ? 'desk.marked_everything' : 'desk.marked', { n: target?.n ?? marked })}
      onClear={() => control.clear()}
    >
      {offered
        .filter((name) => may(permissionOf(name)) && !(target && name === 'merge'))
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

/** Whether everything that the filter finds is meant: said once, and no longer true when other rows are marked. */
function useEverything(control: GridControl): [boolean, () => void] {
  const marks = useSyncExternalStore(control.subscribe, () => control.get().marks)
  const [meant, setMeant] = useState<ReadonlySet<string> | null>(null)
  const mean = useCallback(() => setMeant(control.get().marks), [control])
  return [meant === marks && marks.size > 0, mean]
}
