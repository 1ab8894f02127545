// One person: name, role, where they work; a new password; and whether they may come in at all.
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api } from '../app/api.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Form } from '../kit/form.tsx'
import { Secret } from '../kit/secret.tsx'
import { z } from '../kit/shapes.ts'
import { toast } from '../kit/toasts.ts'
import { type User, useAgain } from './data.ts'
import { FormScope, FormSelect, FormText } from './fields.tsx'
import { oneTimePassword } from './one-time.ts'
import { Confirm } from './remove.tsx'
import { roleChoices } from './roles.ts'

const shape = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.string(),
  scope: z.object({
    channels: z.array(z.string()).min(1).nullable(),
    locations: z.array(z.string()).min(1).nullable(),
  }),
})
type Given = z.infer<typeof shape>

const givenOf = ({ name, role, channels, locations }: User): Given => ({
  ...{ name, role },
  scope: { channels, locations },
})

export function PersonEditor({ user }: { user: User }) {
  const { t, code } = useWords()
  const again = useAgain()
  const form = useForm<Given>({
    resolver: zodResolver(shape),
    values: givenOf(user),
    // What somebody else changed meanwhile comes in around what is typed.
    resetOptions: { keepDirtyValues: true },
  })
  const { isDirty, isSubmitting } = form.formState
  const isOwner = form.watch('role') === 'owner'
  const save = async ({ name, role, scope }: Given) => {
    const limits = role === 'owner' ? { channels: null, locations: null } : scope
    const body = { name, role: role as User['role'], ...limits }
    try {
      await api.call('PATCH /api/users/{id}', {
        params: { id: user.id },
        body,
        ifMatch: user.version,
      })
      toast({ text: t('settings.saved'), tone: 'good' })
    } finally {
      await Promise.all([again('users'), again('people')])
    }
  }
  return (
    <div className="grid gap-6">
      <Form form={form} onSubmit={save} label={user.name}>
        <FormText control={form.control} name="name" label={t('settings.name')} />
        <FormSelect
          control={form.control}
          name="role"
          label={t('settings.role')}
          hint={t('settings.role_change_hint')}
          options={roleChoices(code)}
        />
        {!isOwner && <FormScope control={form.control} name="scope" />}
        <div className="flex gap-2">
          <Button type="submit" kind="primary" disabled={!isDirty} busy={isSubmitting}>
            {t('common.save')}
          </Button>
          {isDirty && (
            <Button kind="quiet" onClick={() => form.reset()}>
              {t('settings.discard')}
            </Button>
          )}
        </div>
      </Form>
      <Access user={user} />
    </div>
  )
}

/** What ends somebody's sessions at once: a new password, or the door shut. */
function Access({ user }: { user: User }) {
  const { t } = useWords()
  const { user: me } = useSession()
  const again = useAgain()
  const [password, setPassword] = useState<string | null>(null)
  const [asking, setAsking] = useState<'password' | 'disable' | null>(null)
  const change = async (body: { disabled?: boolean; password?: string }) => {
    await api.call('PATCH /api/users/{id}', { params: { id: user.id }, body })
    await Promise.all([again('users'), again('people')])
  }
  const renew = async () => {
    const made = oneTimePassword()
    await change({ password: made })
    setPassword(made)
  }
  if (user.id === me.id) return null
  const disabled = user.disabledAt !== null
  return (
    <section className="grid gap-3 border-t border-line pt-4" aria-label={t('settings.access')}>
      <h3 className="text-sm font-semibold">{t('settings.access')}</h3>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking('password')}>{t('settings.new_password')}</Button>
        {disabled ? (
          <Button onClick={() => change({ disabled: false })}>{t('settings.enable')}</Button>
        ) : (
          <Button kind="danger" onClick={() => setAsking('disable')}>
            {t('settings.disable')}
          </Button>
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
          title={t(
            asking === 'disable' ? 'settings.disable_title' : 'settings.new_password_title',
            {
              name: user.name,
            },
          )}
          text={t(asking === 'disable' ? 'settings.disable_text' : 'settings.new_password_text')}
          action={t(asking === 'disable' ? 'settings.disable' : 'settings.new_password')}
          onConfirm={asking === 'disable' ? () => change({ disabled: true }) : renew}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}
