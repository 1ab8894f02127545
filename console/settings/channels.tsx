import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import { type SettingOf, useSettings } from './data.ts'
import { FormCheck, FormNumber, FormText } from './fields.tsx'
import { ListPart } from './list-part.tsx'
import { RemoveSetting } from './remove.tsx'
import { SettingEditor, usePlaceNames } from './setting.tsx'
import { channelShape } from './shapes.ts'

const empty = { name: { zh: '', en: '' }, promiseHours: null, active: true }

/** Where orders come from, and until when they are promised to leave. */
export function ChannelsPart() {
  const { t, lang } = useWords()
  const { may } = useSession()
  const rows = useSettings('channel')
  if (!rows) return null
  return (
    <ListPart
      title={t('settings.channels')}
      effect={t('settings.channels_effect')}
      rows={rows}
      codeOf={({ code }) => code}
      add={may('settings:manage') ? t('settings.channel_add') : undefined}
      columns={[
        { key: 'name', label: t('settings.name'), cell: ({ value }) => value.name[lang] },
        { key: 'code', label: t('settings.code'), cell: ({ code }) => <code>{code}</code> },
        {
          key: 'promise',
          label: t('settings.promise'),
          cell: ({ value: { promiseHours: n } }) =>
            n === null ? t('settings.promise_none') : t('settings.hours', { n }),
        },
        {
          key: 'active',
          label: t('settings.state'),
          cell: ({ value }) => <InUse active={value.active} />,
        },
      ]}
      editor={(code, setting, close) => (
        <ChannelEditor code={code} setting={setting} close={close} />
      )}
    />
  )
}

export function InUse({ active }: { active: boolean }) {
  const { t } = useWords()
  return (
    <Chip tone={active ? 'good' : 'neutral'}>
      {t(active ? 'settings.in_use' : 'settings.out_of_use')}
    </Chip>
  )
}

function ChannelEditor({
  code,
  setting,
  close,
}: {
  code: string
  setting: SettingOf<'channel'> | undefined
  close: () => void
}) {
  const { t } = useWords()
  const nameOf = usePlaceNames()
  return (
    <SettingEditor
      kind="channel"
      code={code}
      setting={setting}
      empty={empty}
      shape={channelShape}
      {...(!setting && { onSaved: close })}
      actions={
        setting && (
          <RemoveSetting kind="channel" code={code} version={setting.version} onDone={close} />
        )
      }
      fields={(control) => (
        <>
          <FormText control={control} name="name.zh" label={nameOf('name.zh')} />
          <FormText control={control} name="name.en" label={nameOf('name.en')} />
          <FormNumber
            control={control}
            name="promiseHours"
            label={nameOf('promiseHours')}
            hint={t('settings.promise_hint')}
          />
          <FormCheck
            control={control}
            name="active"
            label={nameOf('active')}
            hint={t('settings.channel_active_hint')}
          />
        </>
      )}
    />
  )
}
