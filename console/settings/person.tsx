// One person: name, role, where they work, and what became of them.

import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { roleNames } from '../../src/ground/identity/roles.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Access } from './access.tsx'
import { type User, useAgain } from './data.ts'
import { Editor } from './editor.tsx'
import { type FormControl, FormScope, FormSelect, FormText } from './fields.tsx'
import { LastChange } from './last-change.tsx'
import { roleChoices } from './roles.ts'
import { usePlaceNames } from './setting.tsx'

const shape = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.enum(roleNames),
  scope: z.object({
    channels: z.array(z.string()).min(1).nullable(),
    locations: z.array(z.string()).min(1).nullable(),
  }),
})
type Value = z.infer<typeof shape>

export function PersonEditor({ user }: { user: User }) {
  const { code } = useWords()
  const again = useAgain()
  const nameOf = usePlaceNames()
  const { id, version, name, role, channels, locations } = user
  const params = { id }
  const save = async (value: Value, ifMatch: number) => {
    // An owner has no limits; those that were ticked for another role before go.
    const scope = value.role === 'owner' ? { channels: null, locations: null } : value.scope
    const body = { name: value.name, role: value.role, ...scope }
    try {
      return await api.call('PATCH /api/users/{id}', { params, body, ifMatch })
    } finally {
      await Promise.all([again('users'), again('people')])
    }
  }
  const show = (path: string, value: unknown) =>
    path === 'role' && typeof value === 'string' ? code('role', value) : undefined
  return (
    <div className="grid gap-5">
      <Editor<Value>
        seen={{ value: { name, role, scope: { channels, locations } }, version }}
        shape={shape}
        save={save}
        nameOf={nameOf}
        show={show}
        mayChange
        label={name}
        fields={(control) => <Fields control={control} />}
      />
      <Access user={user} />
      <LastChange
        name={`user/${id}`}
        version={version}
        nameOf={nameOf}
        show={show}
        history={() => api.call('GET /api/users/{id}/history', { params })}
      />
    </div>
  )
}

function Fields({ control }: { control: FormControl<Value> }) {
  const { t, code } = useWords()
  const role = useWatch({ control, name: 'role' })
  return (
    <>
      <FormText control={control} name="name" label={t('settings.person_name')} />
      <FormSelect
        control={control}
        name="role"
        label={t('settings.role')}
        hint={t('settings.role_change_hint')}
        options={roleChoices(code)}
      />
      {role !== 'owner' && <FormScope control={control} name="scope" />}
    </>
  )
}
