// What ends somebody's sessions at once: a new password, or the door shut.
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { api, setSeeAs } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Secret } from '../kit/secret.tsx'
import { type User, useAgain } from './data.ts'
import { oneTimePassword } from './one-time.ts'
import { seeAsText } from './see-as-text.ts'

export function Access({ user }: { user: User }) {
  const { t } = useWords()
  const { user: me } = useSession()
  const again = useAgain()
  const [password, setPassword] = useState<string | null>(null)
  const [asking, setAsking] = useState<'new_password' | 'disable' | null>(null)
  const { id, name, role, disabledAt } = user
  const change = async (body: { disabled?: boolean; password?: string }) => {
    await api.call('PATCH /api/users/{id}', { params: { id }, body })
    await Promise.all([again('users'), again('people')])
  }
  const renew = async () => {
    const made = oneTimePassword()
    await change({ password: made })
    setPassword(made)
  }
  const enabling = useSending(() => change({ disabled: false }))
  if (id === me.id) return null
  return (
    <section className="grid gap-3 border-t border-line pt-4" aria-label={t('settings.access')}>
      <h3 className="text-sm font-semibold">{t('settings.access')}</h3>
      {enabling.problem && <ProblemNote problem={enabling.problem} />}
      <div className="flex flex-wrap gap-2">
        {role !== 'owner' && (
          <Button onClick={() => setSeeAs(seeAsText(role, user))}>
            {t('settings.see_as_person')}
          </Button>
        )}
        <Button onClick={() => setAsking('new_password')}>{t('settings.new_password')}</Button>
        {disabledAt === null ? (
          <Button kind="danger" onClick={() => setAsking('disable')}>
            {t('settings.disable')}
          </Button>
        ) : (
          <Button onClick={() => enabling.send()}>{t('settings.enable')}</Button>
        )}
      </div>
      {password && (
        <Secret
          label={t('settings.one_time')}
          value={password}
          hint={t('settings.one_time_hint')}
        />
      )}
      {asking && (
        <Confirm
          title={t(`settings.${asking}_title`, { name })}
          text={t(`settings.${asking}_text`)}
          action={t(`settings.${asking}`)}
          onConfirm={asking === 'disable' ? () => change({ disabled: true }) : renew}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}
