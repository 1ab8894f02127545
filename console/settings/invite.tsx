// Adding somebody: a password is made for them, shown once, and theirs to change.

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { roleNames } from '../../src/ground/identity/roles.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { Secret } from '../kit/secret.tsx'
import { z } from '../kit/shapes.ts'
import { type User, useAgain } from './data.ts'
import { FormScope, FormSelect, FormText } from './fields.tsx'
import { oneTimePassword } from './one-time.ts'
import { roleChoices } from './roles.ts'

const shape = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.string().trim().min(3).max(254),
  role: z.enum(roleNames),
  scope: z.object({
    channels: z.array(z.string()).min(1).nullable(),
    locations: z.array(z.string()).min(1).nullable(),
  }),
})
type Given = z.infer<typeof shape>

export function Invite({ onClose }: { onClose: () => void }) {
  const { t, code } = useWords()
  const again = useAgain()
  const [made, setMade] = useState<{ user: User; password: string } | null>(null)
  const form = useForm<Given>({
    resolver: zodResolver(shape),
    defaultValues: {
      ...{ name: '', email: '', role: 'desk' },
      scope: { channels: null, locations: null },
    },
  })
  const invite = async ({ scope, role, ...given }: Given) => {
    const password = oneTimePassword()
    const body = { ...given, ...scope, role, password }
    setMade({ user: await api.call('POST /api/users', { body }), password })
    await Promise.all([again('users'), again('people')])
  }
  if (made)
    return (
      <Dialog
        title={t('settings.invited', { name: made.user.name })}
        onClose={onClose}
        foot={<Button onClick={onClose}>{t('common.close')}</Button>}
      >
        <Secret
          label={t('settings.one_time')}
          value={made.password}
          hint={t('settings.one_time_hint')}
        />
      </Dialog>
    )
  return (
    <FormDialog
      title={t('settings.invite')}
      form={form}
      onSubmit={invite}
      onClose={onClose}
      submit={t('settings.invite')}
    >
      <FormText
        control={form.control}
        name="name"
        label={t('settings.person_name')}
        autoComplete="off"
      />
      <FormText
        control={form.control}
        name="email"
        label={t('settings.place_mail')}
        type="email"
        autoComplete="off"
      />
      <FormSelect
        control={form.control}
        name="role"
        label={t('settings.role')}
        hint={t('settings.role_hint')}
        options={roleChoices(code)}
      />
      {form.watch('role') !== 'owner' && <FormScope control={form.control} name="scope" />}
    </FormDialog>
  )
}
