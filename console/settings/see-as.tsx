import { useState } from 'react'
import { setSeeAs } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { roleChoices } from './roles.ts'
import { type Scope, ScopeFields } from './scope-fields.tsx'
import { seeAsText } from './see-as-text.ts'

/** Tries what somebody with a role and limits sees, before giving them to anybody; a bar on top leads back. */
export function SeeAs({ onClose }: { onClose: () => void }) {
  const { t, code } = useWords()
  const [role, setRole] = useState('warehouse')
  const [scope, setScope] = useState<Scope>({ channels: null, locations: null })
  const whole = scope.channels?.length !== 0 && scope.locations?.length !== 0
  return (
    <Dialog
      title={t('shell.see_as')}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button kind="primary" disabled={!whole} onClick={() => setSeeAs(seeAsText(role, scope))}>
            {t('settings.see_as_start')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="text-sm text-muted">{t('settings.see_as_text')}</p>
        <Select
          label={t('settings.role')}
          value={role}
          onChange={setRole}
          options={roleChoices(code).filter(({ value }) => value !== 'owner')}
        />
        <ScopeFields value={scope} onChange={setScope} />
      </div>
    </Dialog>
  )
}
