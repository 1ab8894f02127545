import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { useWords } from '../base/words.ts'
import { useCountries } from './countries.ts'
import { FormSelect, FormText } from './fields.tsx'
import { usePlaceNames } from './setting.tsx'

/** From the large to the small where addresses are read so, else the other way about. */
const sequence = {
  zh: ['country', 'region', 'city', 'district', 'street', 'postcode'],
  en: ['street', 'district', 'city', 'region', 'postcode', 'country'],
} as const

/** Our own address, at `address` of a form. `orNull`: no country is null. */
export function AddressFields<V extends FieldValues>({
  control,
  orNull = false,
}: {
  control: Control<V>
  orNull?: boolean
}) {
  const { lang } = useWords()
  const nameOf = usePlaceNames()
  const countries = useCountries()
  return sequence[lang].map((part) => {
    const place = `address.${part}`
    const tied = { control, name: place as FieldPath<V>, label: nameOf(place) }
    if (part === 'country')
      return <FormSelect key={part} {...tied} options={countries} orNull={orNull} />
    return (
      <FormText key={part} {...tied} {...(part === 'street' && { className: 'col-span-full' })} />
    )
  })
}
