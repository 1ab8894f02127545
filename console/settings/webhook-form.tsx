import { zodResolver } from '@hookform/resolvers/zod'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Form, FormField } from '../kit/form.tsx'
import { z } from '../kit/shapes.ts'
import { TextArea } from '../kit/text-field.tsx'
import { FormCheck, FormText } from './fields.tsx'
import { typesOf, wrongType } from './types-text.ts'

const shape = z.object({
  url: z.string().trim().min(1).max(2_000),
  description: z.string().max(200),
  contacts: z.boolean(),
  types: z.string().refine((text) => typesOf(text).length > 0 && wrongType(text) === null),
})
type Given = z.infer<typeof shape>
export type WebhookGiven = {
  url: string
  description: string
  types: string[]
  contacts: boolean
}

/** Who may not be told how people are reached says nothing of it. */
export type Saved = Omit<WebhookGiven, 'contacts'> & { contacts?: boolean }

/** Address, description, which messages, one a line, and whether they hold how people are reached. */
export function WebhookForm({
  first,
  onSubmit,
  children,
}: {
  first: WebhookGiven
  onSubmit: (given: Saved) => Promise<void>
  children: (state: { busy: boolean; isDirty: boolean }) => ReactNode
}) {
  const { t } = useWords()
  const { may } = useSession()
  const mayReveal = may('customers:reveal')
  const form = useForm<Given>({
    resolver: zodResolver(shape),
    values: { ...first, types: first.types.join('\n') },
    resetOptions: { keepDirtyValues: true },
  })
  const { isSubmitting, isDirty } = form.formState
  const { control } = form
  return (
    <Form
      form={form}
      label={t('settings.webhooks')}
      onSubmit={({ types, contacts, ...given }) =>
        onSubmit({ ...given, types: typesOf(types), ...(mayReveal && { contacts }) })
      }
    >
      <FormText
        control={control}
        name="url"
        label={t('settings.webhook_url')}
        hint={t('settings.webhook_url_hint')}
        type="url"
        mono
      />
      <FormText control={control} name="description" label={t('settings.webhook_description')} />
      <FormField control={control} name="types">
        {({ error, ...wired }) => (
          <TextArea
            {...wired}
            label={t('settings.webhook_types')}
            hint={t('settings.webhook_types_hint')}
            rows={4}
            mono
            spellCheck={false}
            error={
              error &&
              typesError(
                t('settings.webhook_types_wrong', { line: wrongType(wired.value) ?? '' }),
                error,
                wired.value,
              )
            }
          />
        )}
      </FormField>
      {mayReveal && (
        <FormCheck
          control={control}
          name="contacts"
          label={t('settings.webhook_contacts')}
          hint={t('settings.webhook_contacts_hint')}
        />
      )}
      {children({ busy: isSubmitting, isDirty })}
    </Form>
  )
}

/** The line that is wrong, where one is; else what was said of the whole field. */
function typesError(line: string, error: string, text: string): string {
  return wrongType(text) === null ? error : line
}
