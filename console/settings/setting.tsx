// The editor of one setting of a kind, with what is needed to save it, tell its history, and remove it.
import type { ReactNode } from 'react'
import type { Control, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { type Key, useWords } from '../base/words.ts'
import { type Kind, type SettingOf, useAgain } from './data.ts'
import { Editor } from './editor.tsx'
import { LastChange } from './last-change.tsx'

type Value<K extends Kind> = SettingOf<K>['value']

/** `address.city` in words: `City`. */
export function usePlaceNames(): (path: string) => string {
  const { t } = useWords()
  return (path) => {
    const key = `settings.place_${path.replaceAll('.', '_')}`
    const words = t(key as Key)
    return words === key ? path : words
  }
}

export function SettingEditor<K extends Kind>({
  kind,
  code,
  label = code,
  setting,
  empty,
  shape,
  fields,
  onSaved,
  actions,
}: {
  kind: K
  code: string
  /** What the form is called where its code says nothing to people. */
  label?: string
  setting: SettingOf<K> | undefined
  empty: Value<K>
  shape: z.ZodType<Value<K>, Value<K>>
  fields: (control: Control<Value<K> & FieldValues>) => ReactNode
  onSaved?: () => void
  actions?: ReactNode
}) {
  const { may } = useSession()
  const again = useAgain()
  const nameOf = usePlaceNames()
  const params = { kind, code }
  const save = async (value: object, version: number) => {
    try {
      const body = value as Record<string, unknown>
      return await api.call('PUT /api/settings/{kind}/{code}', { params, body, ifMatch: version })
    } finally {
      // Whether it was taken or somebody was faster: what stands now is what the next try is about.
      await again('settings')
    }
  }
  return (
    <div className="grid gap-4">
      <Editor
        key={code}
        label={label}
        seen={setting ?? { value: empty, version: 0 }}
        shape={shape as never}
        fields={fields as never}
        save={save}
        nameOf={nameOf}
        mayChange={may('settings:manage')}
        {...(onSaved && { onSaved })}
        actions={actions}
      />
      {setting && (
        <LastChange
          name={`${kind}/${code}`}
          version={setting.version}
          at={setting.changedAt}
          by={setting.changedBy}
          nameOf={nameOf}
          history={
            may('settings:manage')
              ? () => api.call('GET /api/settings/{kind}/{code}/history', { params })
              : null
          }
        />
      )}
    </div>
  )
}
