import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

/** How every field of the kit looks inside. */
export const control =
  'h-8 w-full rounded-md border border-strong bg-surface px-2 text-base text-ink max-sm:h-11 ' +
  'aria-invalid:border-bad disabled:bg-sunken disabled:text-muted [&:is(input,textarea):read-only]:bg-sunken'

export type FieldProps = {
  label: string
  /** Kept for those who hear the page, where the place says it to those who see. */
  hideLabel?: boolean
  /** What is wrong with what was given, in words; read aloud with the field. */
  error?: string | undefined
  hint?: ReactNode
  className?: string
}

export type Wiring = {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

/** Label, control, hint and error in their places; the control gets the ids that tie them together. */
export function Field({
  label,
  hideLabel = false,
  error,
  hint,
  className,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className={clsx('grid content-start gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm text-muted'}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="text-sm text-bad">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
