import { type Key, useWords } from '../base/words.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Kbd } from '../kit/kbd.tsx'

const keys: readonly [string[], Key][] = [
  [['j', 'k'], 'desk.key_move'],
  [['x'], 'desk.key_mark'],
  [['shift+j', 'shift+k'], 'desk.key_range'],
  [['a'], 'desk.key_confirm'],
  [['h'], 'desk.key_hold'],
  [['e'], 'desk.key_change'],
  [['delete'], 'desk.key_cancel'],
  [['space'], 'desk.key_look'],
  [['enter'], 'desk.key_open'],
  [['esc'], 'desk.key_back'],
  [['/'], 'desk.key_search'],
  [['mod+k'], 'desk.key_palette'],
  [['mod+.'], 'desk.key_calls'],
  [['?'], 'desk.key_help'],
]

export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog title={t('desk.keys')} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2 text-sm">
        {keys.map(([names, label]) => (
          <div key={label} className="col-span-2 grid grid-cols-subgrid">
            <dt className="flex gap-1">
              {names.map((name) => (
                <Kbd key={name} keys={name} />
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-muted">{t('desk.keys_typing')}</p>
    </Dialog>
  )
}
