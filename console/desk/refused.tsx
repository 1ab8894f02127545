import { X } from 'lucide-react'
import { usePeople } from '../app/people.ts'
import { useFormat } from '../base/format.ts'
import { reasonOf } from '../base/reasons.ts'
import { useWords } from '../base/words.ts'
import { IconButton } from '../kit/icon-button.tsx'
import type { Refused } from './actions.ts'

const shown = 5

/** What the server refused of the last command: order by order, with the reason and the way out. It stays until it is read. */
export function RefusedNote({
  refused,
  onClose,
  onShow,
}: {
  refused: readonly Refused[]
  onClose: () => void
  onShow: (id: string) => void
}) {
  const words = useWords()
  const { t } = words
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-2 border-t border-line bg-bad-soft px-4 py-2 text-sm text-bad"
    >
      <div className="min-w-0 grow">
        <p className="font-medium">{t('desk.refused', { n: refused.length })}</p>
        <ul>
          {refused.slice(0, shown).map(({ order, refusal }) => (
            <li key={order.id}>
              <button
                type="button"
                onClick={() => onShow(order.id)}
                className="numbers mr-1.5 font-medium underline"
              >
                {order.number}
              </button>
              {reasonOf(refusal, words)}
              {typeof refusal.params.by === 'string' && typeof refusal.params.at === 'string' && (
                <ChangedBy by={refusal.params.by} at={refusal.params.at} />
              )}
            </li>
          ))}
        </ul>
        {refused.length > shown && <p>{t('desk.refused_more', { n: refused.length - shown })}</p>}
      </div>
      <IconButton label={t('common.close')} onClick={onClose} className="text-bad">
        <X size={15} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** Who was faster, and when: what a version that does not fit tells. */
function ChangedBy({ by, at }: { by: string; at: string }) {
  const { t } = useWords()
  const format = useFormat()
  const nameOf = usePeople()
  return <> {t('desk.changed_by', { who: nameOf(by), ago: format.ago(at) })}</>
}
