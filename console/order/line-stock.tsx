import { clsx } from 'clsx'
import { isMissed, type Level, type Line } from '../acting/index.ts'
import { useFormat } from '../base/format.ts'

/** What is free of an article, by location; places without any are left out unless there is none anywhere. */
export function LineStock({
  levels = [],
  line,
  location,
}: {
  levels?: readonly Level[] | undefined
  line: Line
  /** The name of a location. */
  location: (code: string) => string
}) {
  const format = useFormat()
  const there = levels.filter(({ available }) => available > 0)
  const told = there.length > 0 ? there : levels.slice(0, 1)
  if (told.length === 0) return <span className="text-faint">–</span>
  return (
    <span className="inline-flex flex-wrap gap-x-2 text-xs text-muted">
      {told.map(({ location: code, available }) => (
        <span key={code} className="whitespace-nowrap">
          {location(code)}{' '}
          <span
            className={clsx(
              'numbers',
              available > 0 ? 'text-ink' : isMissed(line, available) && 'text-bad',
            )}
          >
            {format.number(available)}
          </span>
        </span>
      ))}
    </span>
  )
}
