import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { enter, useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Form } from '../kit/form.tsx'
import { z } from '../kit/shapes.ts'
import { toast } from '../kit/toasts.ts'
import { FormText } from './fields.tsx'
import { Part } from './part.tsx'

const shape = z.object({
  current: z.string().min(1).max(400),
  password: z.string().min(1).max(400),
})
const empty = { current: '', password: '' }

/** One's own password: ends one's other sessions, this one goes on. */
export function PasswordPart() {
  const { t } = useWords()
  const { user } = useSession()
  const form = useForm({ resolver: zodResolver(shape), defaultValues: empty })
  const change = async (body: typeof empty) => {
    enter(await api.call('POST /api/session/password', { body }))
    form.reset(empty)
    toast({ text: t('settings.password_changed'), tone: 'good' })
  }
  return (
    <Part title={t('settings.password')} effect={t('settings.password_effect')}>
      <Form
        form={form}
        onSubmit={change}
        label={t('settings.password')}
        className="grid max-w-md gap-3"
      >
        <input type="hidden" autoComplete="username" value={user.email ?? ''} readOnly />
        <FormText
          control={form.control}
          name="current"
          label={t('settings.password_current')}
          type="password"
          autoComplete="current-password"
        />
        <FormText
          control={form.control}
          name="password"
          label={t('settings.password_new')}
          hint={t('settings.password_hint')}
          type="password"
          autoComplete="new-password"
        />
        <div>
          <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
            {t('settings.password_change')}
          </Button>
        </div>
      </Form>
    </Part>
  )
}
