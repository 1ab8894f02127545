import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { InUse } from './channels.tsx'
import { type SettingOf, useSettings } from './data.ts'
import { FormCheck, FormText } from './fields.tsx'
import { ListPart } from './list-part.tsx'
import { RemoveSetting } from './remove.tsx'
import { SettingEditor, usePlaceNames } from './setting.tsx'
import { carrierShape } from './shapes.ts'

const empty = { name: { zh: '', en: '' }, trackingUrl: '', cutOff: null, active: true }

/** Who takes parcels: the name on labels, where a parcel is followed, and when they collect. */
export function CarriersPart() {
  const { t, lang } = useWords()
  const { may } = useSession()
  const rows = useSettings('carrier')
  if (!rows) return null
  return (
    <ListPart
      title={t('settings.carriers')}
      effect={t('settings.carriers_effect')}
      rows={rows}
      codeOf={({ code }) => code}
      add={may('settings:manage') ? t('settings.carrier_add') : undefined}
      columns={[
        { key: 'name', label: t('settings.name'), cell: ({ value }) => value.name[lang] },
        { key: 'code', label: t('settings.code'), cell: ({ code }) => <code>{code}</code> },
        {
          key: 'cutOff',
          label: t('settings.cut_off'),
          cell: ({ value }) => value.cutOff ?? t('common.none'),
        },
        {
          key: 'link',
          label: t('settings.tracking'),
          className: 'max-w-64 truncate max-lg:hidden',
          cell: ({ value }) => value.trackingUrl || t('common.none'),
        },
        {
          key: 'active',
          label: t('settings.state'),
          cell: ({ value }) => <InUse active={value.active} />,
        },
      ]}
      editor={(code, setting, close) => (
        <CarrierEditor code={code} setting={setting} close={close} />
      )}
    />
  )
}

function CarrierEditor({
  code,
  setting,
  close,
}: {
  code: string
  setting: SettingOf<'carrier'> | undefined
  close: () => void
}) {
  const { t } = useWords()
  const nameOf = usePlaceNames()
  return (
    <SettingEditor
      kind="carrier"
      code={code}
      setting={setting}
      empty={empty}
      shape={carrierShape}
      {...(!setting && { onSaved: close })}
      actions={
        setting && (
          <RemoveSetting kind="carrier" code={code} version={setting.version} onDone={close} />
        )
      }
      fields={(control) => (
        <>
          <FormText control={control} name="name.zh" label={nameOf('name.zh')} />
          <FormText control={control} name="name.en" label={nameOf('name.en')} />
          <FormText
            control={control}
            name="trackingUrl"
            label={nameOf('trackingUrl')}
            hint={t('settings.tracking_hint', { number: '{number}' })}
            mono
          />
          <FormText
            control={control}
            name="cutOff"
            label={nameOf('cutOff')}
            hint={t('settings.cut_off_hint')}
            type="time"
            orNull
          />
          <FormCheck
            control={control}
            name="active"
            label={nameOf('active')}
            hint={t('settings.carrier_active_hint')}
          />
        </>
      )}
    />
  )
}
