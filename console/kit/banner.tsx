import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { type Tone, tones } from './chip.tsx'

/** Across the top of a screen: what holds for all of it. */
export function Banner({
  tone = 'info',
  children,
  action,
}: {
  tone?: Tone
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div
      role="status"
      className={clsx(
        'flex shrink-0 items-center justify-between gap-4 px-5 py-1.5 text-sm',
        tones[tone],
      )}
    >
      <div>{children}</div>
      {action}
    </div>
  )
}
