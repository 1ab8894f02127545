/** Points of a line in a box, `width` × `height`, with room for its stroke; the lowest value is at least nought. */
export function sparkPoints(
  values: readonly number[],
  { width, height }: { width: number; height: number },
): string {
  const room = 1.5
  const low = Math.min(0, ...values)
  const span = Math.max(...values, 1) - low
  const step = values.length > 1 ? (width - 2 * room) / (values.length - 1) : 0
  return values
    .map((value, index) => {
      const x = room + index * step
      const y = height - room - ((value - low) / span) * (height - 2 * room)
      return `${Number(x.toFixed(1))},${Number(y.toFixed(1))}`
    })
    .join(' ')
}

/** How a number went lately, as a line without axes; `label` says it in words and is read aloud instead. */
export function Sparkline({
  values,
  label,
  width = 120,
  height = 24,
}: {
  values: readonly number[]
  label: string
  width?: number
  height?: number
}) {
  if (values.length < 2) return null
  const points = sparkPoints(values, { width, height })
  const [x, y] = (points.split(' ').at(-1) ?? '0,0').split(',')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="mt-1 max-w-full text-accent"
    >
      <title>{label}</title>
      <polyline
        points={points}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x} cy={y} r="2" fill="currentColor" />
    </svg>
  )
}
