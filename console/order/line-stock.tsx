import { useFormat } from '../app/format.ts'
import type { Level } from './data.ts'
import { useNames } from './names.ts'

/** What is free of an article, by location; places without any are left out unless there is none anywhere. */
export function LineStock({ levels = [] }: { levels?: readonly Level[] | undefined }) {
  const format = useFormat()
  const { location } = useNames()
  const there = levels.filter(({ available }) => available > 0)
  const told = there.length > 0 ? there : levels.slice(0, 1)
  if (told.length === 0) return <span className="text-faint">–</span>
  return (
    <span className="inline-flex gap-x-2 text-xs text-muted">
      {told.map(({ location: code, available }) => (
        <span key={code} className="whitespace-nowrap">
          {location(code)}{' '}
          <span className={available > 0 ? 'numbers text-ink' : 'numbers text-bad'}>
            {format.number(available)}
          </span>
        </span>
      ))}
    </span>
  )
}
