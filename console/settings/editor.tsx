// One thing that the company sets: its fields, and what happens when two people change it at once.
import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useEffect, useState } from 'react'
import { type Control, type DefaultValues, type FieldValues, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { differencesOf } from '../kit/difference.ts'
import { Form } from '../kit/form.tsx'
import type { Naming } from '../kit/history.tsx'
import { toast } from '../kit/toasts.ts'
import { Conflict } from './conflict.tsx'

/** What stands on the server: a value with who changed it last. `version` 0: nothing stands yet. */
export type Seen<V> = { value: V; version: number; changedAt?: string; changedBy?: string }

export type EditorProps<V extends FieldValues> = {
  seen: Seen<V>
  shape: z.ZodType<V, V>
  fields: (control: Control<V>) => ReactNode
  /** Saves over the version that was seen, and has what stands then read again; throws `Problem`. */
  save: (value: V, version: number) => Promise<{ version: number }>
  /** A place of the value in words, for telling what somebody else changed. */
  nameOf: (path: string) => string
  show?: Naming['show']
  /** Without it, the fields are only shown. */
  mayChange: boolean
  label: string
  onSaved?: () => void
  actions?: ReactNode
}

/**
 * Keeps what is typed whatever happens meanwhile: when the server's version moves on under a changed form, it says who changed
 * what, and the person decides; an untouched form simply follows.
 */
export function Editor<V extends FieldValues>(props: EditorProps<V>) {
  const { seen, fields, nameOf, show, mayChange, label, actions } = props
  const { t } = useWords()
  const { form, base, take, keep, submit } = useEditing(props)
  const { isDirty, isSubmitting } = form.formState
  const moved = seen.version !== base.version && !isSubmitting
  const clashes = moved && isDirty && differencesOf(base.value, seen.value).length > 0
  useEffect(() => {
    if (moved && !isDirty) take()
    else if (moved && !clashes) keep()
  })
  return (
    <Form form={form} onSubmit={submit} label={label} className="grid gap-4">
      {clashes && (
        <Conflict
          mine={base.value}
          seen={seen}
          nameOf={nameOf}
          {...(show && { show })}
          onTheirs={take}
          onMine={keep}
        />
      )}
      <fieldset disabled={!mayChange} className="grid min-w-0 gap-3">
        {fields(form.control as unknown as Control<V>)}
      </fieldset>
      {mayChange && (
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" kind="primary" busy={isSubmitting} disabled={!isDirty}>
            {t('common.save')}
          </Button>
          {isDirty && (
            <Button kind="quiet" onClick={take}>
              {t('settings.discard')}
            </Button>
          )}
          <span className="grow" />
          {actions}
        </div>
      )}
    </Form>
  )
}

/** The form over the version that it began from. */
function useEditing<V extends FieldValues>({ seen, shape, save, onSaved }: EditorProps<V>) {
  const { t } = useWords()
  const [base, setBase] = useState(seen)
  const form = useForm<V>({
    resolver: zodResolver(shape),
    defaultValues: base.value as DefaultValues<V>,
  })
  const take = () => {
    setBase(seen)
    form.reset(seen.value as DefaultValues<V>)
  }
  const keep = () => {
    const typed = form.getValues()
    take()
    form.reset(typed as DefaultValues<V>, { keepDefaultValues: true })
  }
  const submit = async (value: V) => {
    try {
      const { version } = await save(value, base.version)
      setBase({ ...base, value, version })
      form.reset(value as DefaultValues<V>)
      toast({ text: t('settings.saved'), tone: 'good' })
      onSaved?.()
    } catch (error) {
      // A version that moved on is told, with what moved, by the note that the newer version brings.
      if (!(error instanceof Problem && error.code === 'version_mismatch')) throw error
    }
  }
  return { form, base, take, keep, submit }
}
