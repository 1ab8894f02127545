import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** A button that shows only a picture; its label is read aloud and shown when pointed at. */
export function IconButton({
  label,
  children,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & {
  label: string
  children: ReactNode
}) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={clsx(
        'inline-grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink',
        'disabled:opacity-50 max-sm:size-11',
        className,
      )}
    >
      {children}
    </button>
  )
}
