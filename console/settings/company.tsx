import { useMemo } from 'react'
import { useWords } from '../base/words.ts'
import { AddressFields } from './address-fields.tsx'
import { useSettings } from './data.ts'
import { FormSelect, FormText } from './fields.tsx'
import { Part } from './part.tsx'
import { SettingEditor, usePlaceNames } from './setting.tsx'
import { companyShape } from './shapes.ts'

const empty = {
  name: { zh: '', en: '' },
  address: { street: '', district: '', city: '', region: '', postcode: '', country: null },
  phone: '',
  mail: '',
  taxNumber: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}

/** Who we are: printed as the sender, and the clock that days are counted by. */
export function CompanyPart() {
  const { t } = useWords()
  const nameOf = usePlaceNames()
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const settings = useSettings('company')
  if (!settings) return null
  const label = (name: string) => nameOf(name)
  return (
    <Part title={t('settings.company')} effect={t('settings.company_effect')}>
      <div className="max-w-2xl">
        <SettingEditor
          kind="company"
          code="company"
          label={t('settings.company')}
          setting={settings[0]}
          empty={empty}
          shape={companyShape}
          fields={(control) => (
            <div className="grid gap-3 sm:grid-cols-2">
              <FormText control={control} name="name.zh" label={label('name.zh')} />
              <FormText control={control} name="name.en" label={label('name.en')} />
              <AddressFields control={control} orNull />
              <FormText control={control} name="phone" label={label('phone')} type="tel" />
              <FormText control={control} name="mail" label={label('mail')} type="email" />
              <FormText control={control} name="taxNumber" label={label('taxNumber')} mono />
              <FormSelect
                control={control}
                name="timeZone"
                label={label('timeZone')}
                hint={t('settings.time_zone_hint')}
                options={zones.map((value) => ({ value, label: value }))}
              />
            </div>
          )}
        />
      </div>
    </Part>
  )
}
