import { type Control, useForm } from 'react-hook-form'
import { api } from '../base/api.ts'
import { useLook } from '../base/look.ts'
import { useWords } from '../base/words.ts'
import { FormField } from '../kit/form.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { PhoneField } from '../kit/phone-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea, TextField } from '../kit/text-field.tsx'

type Values = {
  name: string
  phone: string
  country: 'GB' | 'CN' | 'US' | 'DE' | 'FR'
  email: string
  language: '' | 'zh' | 'en'
  note: string
}

function bodyOf({ name, phone, country, email, language, note }: Values) {
  return {
    name: name.trim(),
    ...(phone.trim() !== '' && { phone: phone.trim(), country }),
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(language !== '' && { language }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }
}

/** A new customer; what the server refuses, as a mail address that is somebody's, stands at its field. */
export function NewCustomerForm({
  onClose,
  onMade,
}: {
  onClose: () => void
  onMade: (id: string) => void
}) {
  const { t } = useWords()
  const { language } = useLook()
  const form = useForm<Values>({
    defaultValues: {
      ...{ name: '', phone: '', email: '', language: '', note: '' },
      country: language === 'zh' ? 'CN' : 'GB',
    },
  })
  const save = async (values: Values, key: string) => {
    const made = await api.call('POST /api/customers', { body: bodyOf(values), key })
    onMade(made.id)
  }
  return (
    <FormDialog title={t('customers.new')} form={form} onSubmit={save} onClose={onClose}>
      <Fields control={form.control} />
    </FormDialog>
  )
}

function Fields({ control }: { control: Control<Values> }) {
  const { t } = useWords()
  return (
    <>
      <FormField control={control} name="name">
        {(wired) => (
          <TextField label={t('customers.name')} {...wired} required maxLength={200} autoFocus />
        )}
      </FormField>
      <div className="grid grid-cols-[1fr_7rem] gap-3">
        <FormField control={control} name="phone">
          {(wired) => <PhoneField label={t('customers.phone')} {...wired} />}
        </FormField>
        <FormField control={control} name="country">
          {(wired) => (
            <Select
              label={t('customers.phone_country')}
              {...wired}
              options={(['CN', 'GB', 'US', 'DE', 'FR'] as const).map((value) => ({
                value,
                label: value,
              }))}
            />
          )}
        </FormField>
      </div>
      <FormField control={control} name="email">
        {(wired) => <TextField label={t('customers.email')} type="email" {...wired} />}
      </FormField>
      <FormField control={control} name="language">
        {(wired) => (
          <Select
            label={t('customers.language')}
            {...wired}
            options={[
              { value: '', label: t('customers.language_none') },
              { value: 'zh', label: t('customers.language_zh') },
              { value: 'en', label: t('customers.language_en') },
            ]}
          />
        )}
      </FormField>
      <FormField control={control} name="note">
        {(wired) => <TextArea label={t('customers.note')} {...wired} maxLength={2_000} />}
      </FormField>
    </>
  )
}
