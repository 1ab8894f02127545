// The editor of one setting of a kind, with what is needed to save it, tell its history, and remove it.
import type { ReactNode } from 'react'
import type { Control, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { type Key, useWords } from '../base/words.ts'
import { type Kind, type Setting, useAgain } from './data.ts'
import { Editor } from './editor.tsx'
import { LastChange } from './last-change.tsx'

type Standing<Value> = Omit<Setting, 'kind' | 'value'> & { value: Value }

/** `address.city` in words: `City`. */
export function usePlaceNames(): (path: string) => string {
  const { t } = useWords()
  return (path) => {
    const key = `settings.place_${path.replaceAll('.', '_')}`
    const words = t(key as Key)
    return words === key ? path : words
  }
}

export function SettingEditor<Value extends Setting['value'] & FieldValues>({
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
  kind: Kind
  code: string
  /** What the form is called where its code says nothing to people. */
  label?: string
  setting: Standing<Value> | undefined
  empty: Value
  shape: z.ZodType<Value, Value>
  fields: (control: Control<Value>) => ReactNode
  onSaved?: () => void
  actions?: ReactNode
}) {
  const { may } = useSession()
  const again = useAgain()
  const nameOf = usePlaceNames()
  const params = { kind, code }
  const save = async (body: Value, version: number) => {
    try {
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
        shape={shape}
        fields={fields}
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
