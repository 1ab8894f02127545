import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { permissions as allPermissions, roleNames } from '../../src/ground/identity/roles.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Checklist } from '../kit/checklist.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { FormField } from '../kit/form.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { Secret } from '../kit/secret.tsx'
import { z } from '../kit/shapes.ts'
import { useAgain } from './data.ts'
import { FormNumber, FormScope, FormSelect, FormText } from './fields.tsx'
import { roleChoices } from './roles.ts'

/** Chosen instead of a role: rights one by one. */
const byHand = ''

const fields = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.enum([...roleNames, byHand]),
  permissions: z.array(z.enum(allPermissions)),
  ratePerSecond: z.int().min(1).max(1_000_000).nullable(),
  expiresOn: z.string(),
  scope: z.object({
    channels: z.array(z.string()).min(1).nullable(),
    locations: z.array(z.string()).min(1).nullable(),
  }),
})
const shape = fields.refine(({ role, permissions }) => role !== byHand || permissions.length > 0, {
  path: ['permissions'],
})
type Given = z.infer<typeof fields>

const first: Given = {
  ...{ name: '', role: 'viewer', permissions: [], ratePerSecond: 100, expiresOn: '' },
  scope: { channels: null, locations: null },
}

/** Makes a key. Its secret is shown here and nowhere again. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const again = useAgain()
  const [secret, setSecret] = useState<string | null>(null)
  const form = useForm<Given>({ resolver: zodResolver(shape), defaultValues: first })
  const make = async ({ role, permissions, expiresOn, scope, ...given }: Given) => {
    const body = {
      ...given,
      ...scope,
      role: role === byHand ? null : role,
      permissions: role === byHand ? permissions : null,
      expiresAt: expiresOn === '' ? null : new Date(`${expiresOn}T23:59:59`).toISOString(),
    }
    setSecret((await api.call('POST /api/keys', { body })).secret)
    await Promise.all([again('keys'), again('people')])
  }
  if (secret !== null)
    return (
      <Dialog
        title={t('settings.key_made')}
        onClose={onClose}
        foot={<Button onClick={onClose}>{t('common.close')}</Button>}
      >
        <Secret label={t('settings.key')} value={secret} hint={t('settings.key_hint')} />
      </Dialog>
    )
  return (
    <FormDialog
      title={t('settings.key_make')}
      form={form}
      onSubmit={make}
      onClose={onClose}
      submit={t('settings.key_make')}
    >
      <KeyFields form={form} />
    </FormDialog>
  )
}

function KeyFields({ form }: { form: ReturnType<typeof useForm<Given>> }) {
  const { t, code } = useWords()
  const { control } = form
  const role = form.watch('role')
  return (
    <>
      <FormText
        control={control}
        name="name"
        label={t('settings.name')}
        hint={t('settings.key_name_hint')}
        autoComplete="off"
      />
      <FormSelect
        control={control}
        name="role"
        label={t('settings.may')}
        options={[...roleChoices(code), { value: byHand, label: t('settings.rights_by_hand') }]}
      />
      {role === byHand && <Permissions form={form} />}
      {role !== 'owner' && <FormScope control={control} name="scope" />}
      <FormNumber
        control={control}
        name="ratePerSecond"
        label={t('settings.rate')}
        hint={t('settings.rate_hint')}
      />
      <FormText
        control={control}
        name="expiresOn"
        label={t('settings.expires')}
        hint={t('settings.expires_hint')}
        type="date"
      />
    </>
  )
}

/** Only what the person may do can be given. */
function Permissions({ form }: { form: ReturnType<typeof useForm<Given>> }) {
  const { t, code } = useWords()
  const { may } = useSession()
  const all = allPermissions.filter(may)
  return (
    <FormField control={form.control} name="permissions">
      {({ value, onChange, error }) => (
        <Checklist
          label={t('settings.rights_by_hand')}
          choices={all.map((one) => ({ value: one, label: code('permission', one) }))}
          value={value}
          onChange={onChange}
          error={value.length === 0 ? t('settings.choose_one') : error}
          columns={2}
        />
      )}
    </FormField>
  )
}
