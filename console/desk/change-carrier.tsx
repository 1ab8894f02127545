import { type ReactNode, useState } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { AskDialog } from '../kit/ask-dialog.tsx'
import { Select } from '../kit/select.tsx'
import type { Command } from './commands.ts'
import { useNames } from './names.ts'
import type { Order } from './rows.ts'

const open = ''

/**
 * The carrier that orders shall go with, of those in use; or none, so that it is chosen when they ship. What they go with now is
 * told, and the one of all of them stands there already.
 */
export function ChangeCarrier({
  n,
  orders,
  about,
  onClose,
  onDo,
}: {
  n: number
  /** These orders, where all of them are known. */
  orders: readonly Order[]
  /** Which one it is, where it is one. */
  about: ReactNode
  onClose: () => void
  onDo: (command: Command) => void
}) {
  const { t } = useWords()
  const names = useNames()
  const now = new Map<string, number>()
  for (const { carrier } of orders) now.set(carrier ?? open, (now.get(carrier ?? open) ?? 0) + 1)
  const [only] = now.size === 1 ? [...now.keys()] : []
  const [wanted, setWanted] = useState<string | null>(null)
  const carrier = wanted ?? only ?? names.carriers[0]?.code ?? open
  const codes = names.carriers.map(({ code }) => code)
  // One that is in use no more can stay, and be seen to.
  if (only && !codes.includes(only)) codes.push(only)
  return (
    <AskDialog
      title={t('desk.carrier_title', { n })}
      submit={t('desk.do_carrier')}
      ready={carrier !== only}
      onSubmit={() => onDo({ command: 'change', carrier: carrier === open ? null : carrier })}
      onClose={onClose}
    >
      {about}
      {now.size > 0 && <Now counts={now} />}
      <Select
        label={t('desk.col_carrier')}
        hint={t('desk.carrier_hint')}
        value={carrier}
        onChange={setWanted}
        autoFocus
        options={[
          ...codes.map((code) => ({ value: code, label: names.carrier(code) })),
          { value: open, label: t('desk.carrier_open') },
        ]}
      />
    </AskDialog>
  )
}

/** The carriers that orders have, and how many have each; those of most first. */
function Now({ counts }: { counts: ReadonlyMap<string, number> }) {
  const { t } = useWords()
  const names = useNames()
  const format = useFormat()
  const told = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([code, n]) => {
      const carrier = code === open ? t('desk.carrier_open') : names.carrier(code)
      return counts.size === 1 ? carrier : t('desk.carrier_now_n', { carrier, n: format.number(n) })
    })
  return (
    <p className="text-sm">{t('desk.carrier_now', { carriers: told.join(t('common.comma')) })}</p>
  )
}
