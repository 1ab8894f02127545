import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { differencesOf } from '../kit/difference.ts'
import { Differences, type Naming } from '../kit/history.tsx'
import { Time } from '../kit/time.tsx'
import { useNames } from './data.ts'
import type { Seen } from './editor.tsx'

/** Somebody else was faster: who, when, what they changed; what was typed stays until the person decides. */
export function Conflict<V extends object>({
  mine,
  seen,
  nameOf,
  show,
  onTheirs,
  onMine,
}: {
  /** The value that the typing began from. */
  mine: V
  seen: Seen<V>
  onTheirs: () => void
  onMine: () => void
} & Naming) {
  const { t } = useWords()
  const names = useNames()
  const { changedBy, changedAt } = seen
  return (
    <div role="alert" className="grid gap-2 rounded-md bg-warn-soft p-3 text-sm">
      <p className="font-medium text-warn">
        {seen.version === 0
          ? t('settings.gone')
          : t('settings.conflict', { who: names(changedBy ?? '') })}
        {changedAt && (
          <>
            {' · '}
            <Time at={changedAt} how="ago" />
          </>
        )}
      </p>
      <Differences
        differences={differencesOf(
          mine as Record<string, unknown>,
          seen.value as Record<string, unknown>,
        )}
        nameOf={nameOf}
        {...(show && { show })}
      />
      <p className="text-muted">{t('settings.conflict_kept')}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onMine}>{t('settings.conflict_mine')}</Button>
        <Button kind="quiet" onClick={onTheirs}>
          {t('settings.conflict_theirs')}
        </Button>
      </div>
    </div>
  )
}
