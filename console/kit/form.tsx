// Forms with many fields: react-hook-form inside, the server's refusals at their places. Loaded by the rooms that use it.
import { type ReactNode, useState } from 'react'
import {
  type Control,
  Controller,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
  get,
  type UseFormReturn,
} from 'react-hook-form'
import type { Problem } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { useFieldWords } from './field-words.ts'
import { sortPlaces } from './places.ts'
import { ProblemNote } from './problem.tsx'
import { stopsAt } from './stop.ts'

/**
 * A form that is sent once at a time, and not with a field whose text cannot be meant. What the server refuses goes to its fields
 * by `Problem.errors`, the first of them gets the focus; what has no field stands above the form. Nothing typed is lost. `prefix` is a pointer that the form's fields
 * lie under, as `/value`.
 */
export function Form<T extends FieldValues>({
  form,
  onSubmit,
  prefix = '',
  label,
  id,
  children,
  className = 'grid gap-3',
}: {
  form: UseFormReturn<T>
  /** `key` is the Idempotency-Key of these values. */
  onSubmit: (values: T, key: string) => Promise<void>
  prefix?: string
  label?: string
  /** For a button outside the form that sends it. */
  id?: string
  children: ReactNode
  className?: string
}) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const words = useFieldWords()
  const refused = (error: Problem) => {
    const places = error.errors.map((place) => ({
      ...place,
      pointer: place.pointer.startsWith(prefix)
        ? place.pointer.slice(prefix.length)
        : place.pointer,
    }))
    const { at, elsewhere } = sortPlaces(
      places,
      (path) => get(form.control._fields, path) !== undefined,
    )
    let first = true
    for (const [path, { code, params }] of at) {
      form.setError(
        path as FieldPath<T>,
        { type: 'server', message: words(code, params) },
        { shouldFocus: first },
      )
      first = false
    }
    setProblem(at.size === 0 || elsewhere.length > 0 ? error : null)
  }
  const { send } = useSending(onSubmit, { refused })
  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    await send(values)
  })
  return (
    <form
      noValidate
      id={id}
      aria-label={label}
      onSubmit={(event) => {
        // A dialog that was opened from a form lies within it for React: what is sent here is not sent there.
        event.stopPropagation()
        if (stopsAt(event.currentTarget)) event.preventDefault()
        else submit(event)
      }}
      className={className}
    >
      {problem && <ProblemNote problem={problem} />}
      <Summary form={form} />
      {children}
    </form>
  )
}

/** How many fields want another look: read aloud when a form could not be sent. */
function Summary<T extends FieldValues>({ form }: { form: UseFormReturn<T> }) {
  const { t } = useWords()
  const { errors, submitCount } = form.formState
  const n = Object.keys(errors).length
  const shown = submitCount > 0 && n > 1
  return (
    <p role="status" className={shown ? 'text-sm text-bad' : 'sr-only'}>
      {shown && t('kit.form_errors', { n })}
    </p>
  )
}

/** What a field shows, and what it may be given: the same, where the form says which. */
export type Wired<Value, Given = Value> = {
  value: Value
  onChange: (value: Given) => void
  onBlur: () => void
  ref: (element: HTMLElement | null) => void
  error?: string
}

/** One field of a form: gives the kit's parts their value, their way back and what is wrong with them. */
export function FormField<T extends FieldValues, Name extends FieldPath<T>>({
  control,
  name,
  children,
}: {
  control: Control<T>
  name: Name
  children: (wired: Wired<FieldPathValue<T, Name>>) => ReactNode
}) {
  return <FieldOf {...{ control, name, children }} />
}

/** The same for a part of any form: what such a field holds is not known here, and the form's shape checks what it is given. */
export function FieldOf<T extends FieldValues, Name extends FieldPath<T>>({
  control,
  name,
  children,
}: {
  control: Control<T>
  name: Name
  children: (wired: Wired<FieldPathValue<T, Name>, unknown>) => ReactNode
}) {
  const words = useFieldWords()
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur, ref }, fieldState: { error } }) => {
        const message = error && (error.type === 'server' ? error.message : words(error.type))
        return <>{children({ value, onChange, onBlur, ref, ...(message && { error: message }) })}</>
      }}
    />
  )
}
