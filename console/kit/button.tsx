import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

const kinds = {
  primary: 'bg-accent text-on-accent hover:opacity-90 border border-transparent',
  plain: 'border border-line bg-raised text-ink hover:bg-sunken',
  quiet: 'border border-transparent text-ink hover:bg-sunken',
  danger: 'border border-line bg-raised text-bad hover:bg-bad-soft',
}

export type ButtonProps = ComponentProps<'button'> & {
  kind?: keyof typeof kinds
  /** While what it started is under way: it stays where it is and cannot be pressed again. */
  busy?: boolean
}

/** One primary button a screen at most; `danger` is for what cannot be taken back. */
export function Button({
  kind = 'plain',
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(
        'inline-flex h-8 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap',
        // A phone has no such keys.
        'disabled:opacity-50 max-sm:h-11 max-sm:[&_kbd]:hidden',
        kinds[kind],
        className,
      )}
    >
      {children}
      {busy && <span aria-hidden="true">…</span>}
    </button>
  )
}
