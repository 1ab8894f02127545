import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { AddressFields } from './address-fields.tsx'
import { InUse } from './channels.tsx'
import { type Location, useAgain, useLocations } from './data.ts'
import { Editor } from './editor.tsx'
import { FormCheck, FormNumber, FormText } from './fields.tsx'
import { LastChange } from './last-change.tsx'
import { ListPart } from './list-part.tsx'
import { usePlaceNames } from './setting.tsx'
import { locationShape } from './shapes.ts'

type Value = Omit<Location, 'code' | 'version' | 'changedAt' | 'changedBy'>

const parts = ['street', 'district', 'city', 'region', 'postcode', 'phone'] as const
const empty: Value = { name: { zh: '', en: '' }, address: {}, priority: 100, active: true }

/** The places that hold stock, in the order in which they are taken from. */
export function LocationsPart() {
  const { t, lang } = useWords()
  const { may, user } = useSession()
  const rows = useLocations()
  if (!rows) return null
  const mayMake = may('catalog:write') && user.locations === null
  return (
    <ListPart
      title={t('settings.locations')}
      effect={t('settings.locations_effect')}
      rows={rows}
      codeOf={({ code }) => code}
      codeRule={/^\S{1,50}$/}
      codeWrong={t('settings.place_code_wrong')}
      add={mayMake ? t('settings.location_add') : undefined}
      columns={[
        { key: 'name', label: t('settings.name'), cell: ({ name }) => name[lang] },
        { key: 'code', label: t('settings.code'), cell: ({ code }) => <code>{code}</code> },
        {
          key: 'priority',
          label: t('settings.place_priority'),
          className: 'numbers',
          cell: ({ priority }) => priority,
        },
        {
          key: 'city',
          label: t('settings.place_address_city'),
          cell: ({ address }) => address.city ?? '',
        },
        {
          key: 'active',
          label: t('settings.state'),
          cell: ({ active }) => <InUse active={active} />,
        },
      ]}
      editor={(code, location, close) => (
        <LocationEditor code={code} location={location} close={close} />
      )}
    />
  )
}

/** A form has every field, filled or not; the server keeps those that are filled. */
function whole({ name, address, priority, active }: Value): Value {
  const blank = Object.fromEntries([...parts, 'country'].map((part) => [part, '']))
  return { name, address: { ...blank, ...address }, priority, active }
}

function filled(value: Value): Value {
  const given = Object.entries(value.address).filter(([, text]) => text)
  return { ...value, address: Object.fromEntries(given) }
}

function LocationEditor({
  code,
  location,
  close,
}: {
  code: string
  location: Location | undefined
  close: () => void
}) {
  const { t } = useWords()
  const { may } = useSession()
  const again = useAgain()
  const nameOf = usePlaceNames()
  const save = async (value: Value, version: number) => {
    try {
      return await api.call('PUT /api/locations', {
        body: { code, ...filled(value) },
        ifMatch: version,
      })
    } finally {
      await again('locations')
    }
  }
  const seen = location
    ? { ...location, value: whole(location) }
    : { value: whole(empty), version: 0 }
  return (
    <div className="grid gap-4">
      <Editor<Value>
        key={code}
        label={code}
        seen={seen}
        shape={locationShape}
        save={save}
        nameOf={nameOf}
        mayChange={may('catalog:write')}
        {...(!location && { onSaved: close })}
        fields={(control) => (
          <>
            <FormText control={control} name="name.zh" label={nameOf('name.zh')} />
            <FormText control={control} name="name.en" label={nameOf('name.en')} />
            <AddressFields control={control} />
            <FormText control={control} name="address.phone" label={nameOf('address.phone')} />
            <FormNumber
              control={control}
              name="priority"
              label={nameOf('priority')}
              hint={t('settings.priority_hint')}
            />
            <FormCheck
              control={control}
              name="active"
              label={nameOf('active')}
              hint={t('settings.location_active_hint')}
            />
          </>
        )}
      />
      {location && (
        <LastChange
          name={`location/${code}`}
          version={location.version}
          at={location.changedAt}
          by={location.changedBy}
          nameOf={nameOf}
          history={() => api.call('GET /api/locations/{code}/history', { params: { code } })}
        />
      )}
    </div>
  )
}
