import { useFormat } from '../base/format.ts'

/** A time, to the minute; pointed at, to the second with its zone. */
export function Time({
  at,
  how = 'time',
  className = '',
}: {
  at: string
  how?: 'time' | 'date' | 'clock' | 'ago'
  className?: string
}) {
  const format = useFormat()
  return (
    <time
      dateTime={at}
      title={format.exact(at)}
      className={`numbers whitespace-nowrap ${className}`}
    >
      {format[how](at)}
    </time>
  )
}
