// Keys for other systems: what they may do, when they were used last, and how to take them back.
import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { Empty } from '../kit/empty.tsx'
import { Time } from '../kit/time.tsx'
import { type ApiKey, useAgain, useAll, useNames } from './data.ts'
import { NewKey } from './new-key.tsx'
import { Part } from './part.tsx'
import { useScopeWords } from './scope-fields.tsx'
import { type Column, Table } from './table.tsx'

export function KeysPart() {
  const { t } = useWords()
  const again = useAgain()
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const keys = useAll<ApiKey>('keys', () => api.pages('GET /api/keys', { limit: 200 }))
  const columns = useColumns(setRevoking)
  if (!keys) return null
  const revoke = async (id: string) => {
    await api.call('DELETE /api/keys/{id}', { params: { id } })
    await Promise.all([again('keys'), again('people')])
  }
  return (
    <Part
      title={t('settings.keys')}
      effect={t('settings.keys_effect')}
      actions={
        <Button kind="primary" onClick={() => setMaking(true)}>
          {t('settings.key_make')}
        </Button>
      }
    >
      {keys.length === 0 ? (
        <Empty title={t('settings.none_yet')}>{t('settings.keys_none')}</Empty>
      ) : (
        <Table label={t('settings.keys')} columns={columns} rows={keys} rowKey={({ id }) => id} />
      )}
      {making && <NewKey onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={t('settings.revoke_title', { name: revoking.name })}
          text={t('settings.revoke_text')}
          action={t('settings.revoke')}
          onConfirm={() => revoke(revoking.id)}
          onClose={() => setRevoking(null)}
        />
      )}
    </Part>
  )
}

function useColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useWords()
  const scopeOf = useScopeWords()
  const names = useNames()
  const rightsOf = useRightsWords()
  return [
    {
      key: 'name',
      label: t('settings.name'),
      className: 'max-sm:whitespace-normal',
      cell: (key) => (
        <>
          {key.name}
          <span className="block text-sm text-muted sm:hidden">
            <code>{key.prefix}…</code> · {rightsOf(key).short} · {scopeOf(key)}
          </span>
        </>
      ),
    },
    {
      key: 'prefix',
      label: t('settings.key'),
      className: 'max-sm:hidden',
      cell: ({ prefix }) => <code>{prefix}…</code>,
    },
    {
      key: 'rights',
      label: t('settings.may'),
      className: 'max-sm:hidden',
      cell: (key) => <span title={rightsOf(key).all}>{rightsOf(key).short}</span>,
    },
    {
      key: 'scope',
      label: t('settings.scope'),
      className: 'max-sm:hidden',
      cell: (key) => scopeOf(key),
    },
    {
      key: 'used',
      label: t('settings.last_used'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <Time at={lastUsedAt} how="ago" /> : t('settings.never_used'),
    },
    {
      key: 'made',
      label: t('settings.made'),
      className: 'max-xl:hidden',
      cell: ({ madeAt, madeBy }) => (
        <>
          {names(madeBy)} · <Time at={madeAt} how="date" />
        </>
      ),
    },
    {
      key: 'state',
      label: t('settings.state'),
      cell: (key) => <State apiKey={key} onRevoke={() => onRevoke(key)} />,
    },
  ]
}

function State({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useWords()
  const { name, revokedAt, expiresAt } = apiKey
  if (revokedAt) return <Chip>{t('settings.revoked')}</Chip>
  const expired = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  return (
    <span className="flex flex-wrap items-center gap-2">
      {expired ? (
        <Chip tone="warn">{t('settings.expired')}</Chip>
      ) : (
        <Chip tone="good">{t('settings.enabled')}</Chip>
      )}
      {expiresAt && !expired && (
        <span className="text-sm text-muted">
          {t('settings.until')} <Time at={expiresAt} how="date" />
        </span>
      )}
      <Button kind="danger" aria-label={t('settings.revoke_title', { name })} onClick={onRevoke}>
        {t('settings.revoke')}
      </Button>
    </span>
  )
}

/** A role, or how many things a key may do; all of them when pointed at. */
function useRightsWords() {
  const { t, code } = useWords()
  return ({ role, permissions }: ApiKey) => {
    const all = (permissions ?? []).map((permission) => code('permission', permission))
    if (role !== null) return { short: code('role', role), all: '' }
    const told = all.join(t('common.comma'))
    return { short: all.length > 2 ? t('settings.rights', { n: all.length }) : told, all: told }
  }
}
