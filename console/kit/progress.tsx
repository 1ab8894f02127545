import { clsx } from 'clsx'

/** How far something is, of `max`; with `max` null it is under way and nobody knows how long. The label is read aloud. */
export function Progress({
  label,
  value,
  max,
  bad = 0,
}: {
  label: string
  value: number
  max: number | null
  /** The part of `value` that went wrong: drawn at the end of the bar, and to be said in words beside it. */
  bad?: number
}) {
  const share = (part: number) => `${max ? Math.min(100, (part / max) * 100) : 0}%`
  return (
    <div
      role="progressbar"
      aria-label={label}
      {...(max !== null && { 'aria-valuemin': 0, 'aria-valuemax': max, 'aria-valuenow': value })}
      className="flex h-2 overflow-hidden rounded-sm bg-track forced-color-adjust-none"
    >
      {max === null ? (
        <div className="w-full animate-pulse bg-accent-soft motion-reduce:animate-none" />
      ) : (
        <>
          <div className="bg-accent" style={{ width: share(value - bad) }} />
          <div className={clsx('bg-bad', bad > 0 && 'min-w-1')} style={{ width: share(bad) }} />
        </>
      )}
    </div>
  )
}
