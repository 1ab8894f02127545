// The people who work here: who they are, what they may do and where.
import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Panel } from '../kit/panel.tsx'
import { Time } from '../kit/time.tsx'
import { type User, useAll } from './data.ts'
import { Invite } from './invite.tsx'
import { useOpen } from './list-part.tsx'
import { Part } from './part.tsx'
import { PersonEditor } from './person.tsx'
import { useScopeWords } from './scope-fields.tsx'
import { type Column, Table } from './table.tsx'

export function PeoplePart() {
  const { t } = useWords()
  const [open, setOpen] = useOpen()
  const [inviting, setInviting] = useState(false)
  const users = useAll<User>('users', () => api.pages('GET /api/users', { limit: 200 }))
  const columns = useColumns()
  if (!users) return null
  const user = users.find(({ id }) => id === open)
  return (
    <Part
      title={t('settings.people')}
      effect={t('settings.people_effect')}
      actions={
        <Button kind="primary" onClick={() => setInviting(true)}>
          {t('settings.invite')}
        </Button>
      }
      panel={
        user && (
          <Panel title={user.name} onClose={() => setOpen(null)}>
            <div className="p-4">
              <PersonEditor key={user.id} user={user} />
            </div>
          </Panel>
        )
      }
    >
      <Table
        label={t('settings.people')}
        columns={columns}
        rows={users}
        rowKey={({ id }) => id}
        open={open}
        onOpen={({ id }) => setOpen(id)}
      />
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Part>
  )
}

/** On a phone these are told where the person is opened. */
const wide = 'max-sm:hidden'

function useColumns(): Column<User>[] {
  const { t, code } = useWords()
  const scopeOf = useScopeWords()
  return [
    { key: 'name', label: t('settings.person_name'), cell: ({ name }) => name },
    {
      key: 'email',
      className: 'max-sm:break-all',
      label: t('settings.place_mail'),
      cell: ({ email }) => email,
    },
    {
      key: 'role',
      label: t('settings.role'),
      className: 'min-w-14',
      cell: ({ role }) => code('role', role),
    },
    { key: 'scope', label: t('settings.scope'), className: wide, cell: (user) => scopeOf(user) },
    {
      key: 'made',
      label: t('settings.since'),
      className: wide,
      cell: ({ madeAt }) => <Time at={madeAt} how="date" />,
    },
    {
      key: 'state',
      label: t('settings.state'),
      cell: ({ disabledAt }) =>
        disabledAt ? (
          <Chip>{t('settings.disabled')}</Chip>
        ) : (
          <Chip tone="good">{t('settings.enabled')}</Chip>
        ),
    },
  ]
}
