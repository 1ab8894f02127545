import { clsx } from 'clsx'
import { useSyncExternalStore } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords, type Words } from '../base/words.ts'
import { onTick } from './clock.ts'
import { durationParts } from './duration-text.ts'

/** From this many seconds before the promise on, it is told in a warning tone. */
const soon = 2 * 3_600

/**
 * How far a promise is away, or how late it is; ticking by the minute, and by the second when it is near. `kept`: it needs no
 * watching any more. The words tell late from in time, the tone only underlines it.
 */
export function SlaBadge({ promisedFor, kept }: { promisedFor: string | null; kept: boolean }) {
  const { t } = useWords()
  const format = useFormat()
  // The text is what is compared: a badge is drawn again only when it says something else.
  const text = useSyncExternalStore(onTick, () =>
    promisedFor === null || kept ? '' : slaText(secondsTo(promisedFor), t),
  )
  if (promisedFor === null) return null
  if (kept) return <span className="text-faint">–</span>
  const seconds = secondsTo(promisedFor)
  return (
    <span
      title={format.exact(promisedFor)}
      className={clsx(
        'numbers whitespace-nowrap',
        seconds < 0 && 'font-medium text-bad',
        seconds >= 0 && seconds < soon && 'text-warn',
        seconds >= soon && 'text-muted',
      )}
    >
      {text}
    </span>
  )
}

function secondsTo(iso: string): number {
  return (Date.parse(iso) - Date.now()) / 1_000
}

function slaText(seconds: number, t: Words['t']): string {
  const time = durationParts(seconds)
    .map(({ unit, n }) => t(`kit.time_${unit}`, { n: String(n) }))
    .join(' ')
  return t(seconds < 0 ? 'kit.sla_late' : 'kit.sla_left', { time })
}
