import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { AskDialog } from '../kit/ask-dialog.tsx'
import { Select } from '../kit/select.tsx'
import type { Command } from './commands.ts'
import { useNames } from './names.ts'

const open = ''

/** The carrier that orders shall go with, of those in use; or none, so that it is chosen when they ship. */
export function ChangeCarrier({
  n,
  onClose,
  onDo,
}: {
  n: number
  onClose: () => void
  onDo: (command: Command) => void
}) {
  const { t } = useWords()
  const { carriers } = useNames()
  const [wanted, setWanted] = useState<string | null>(null)
  const carrier = wanted ?? carriers[0]?.code ?? open
  return (
    <AskDialog
      title={t('desk.carrier_title', { n })}
      submit={t('desk.do_carrier')}
      onSubmit={() => onDo({ command: 'change', carrier: carrier === open ? null : carrier })}
      onClose={onClose}
    >
      <Select
        label={t('desk.col_carrier')}
        hint={t('desk.carrier_hint')}
        value={carrier}
        onChange={setWanted}
        autoFocus
        options={[
          ...carriers.map(({ code, name }) => ({ value: code, label: name })),
          { value: open, label: t('desk.carrier_open') },
        ]}
      />
    </AskDialog>
  )
}
