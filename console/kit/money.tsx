import { useFormat } from '../base/format.ts'

/** Minor units as money, always with their currency. */
export function Money({
  minor,
  currency,
  className = '',
}: {
  minor: number
  currency: string
  className?: string
}) {
  const format = useFormat()
  return (
    <span className={`numbers whitespace-nowrap ${className}`}>
      {format.money(minor, currency)}
    </span>
  )
}
