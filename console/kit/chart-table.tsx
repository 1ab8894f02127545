import type { ChartProps } from './chart.tsx'

/** The numbers of a chart, newest first. */
export function ChartTable({ question, unit, steps, series, hrefOf }: ChartProps) {
  const order = steps.map((_, index) => index).reverse()
  return (
    <table className="numbers w-full text-sm">
      <caption className="sr-only">{question}</caption>
      <thead className="sticky top-0 bg-surface">
        <tr className="border-b border-line text-muted">
          <th scope="col" className="py-1 pr-3 text-left font-medium">
            {unit}
          </th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="py-1 pl-3 text-right font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.map((step) => (
          <tr key={steps[step]?.long} className="border-b border-line">
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              {hrefOf ? (
                <a href={hrefOf(step)} className="text-accent hover:underline">
                  {steps[step]?.long}
                </a>
              ) : (
                steps[step]?.long
              )}
            </th>
            {series.map(({ name, values, tell }) => (
              <td key={name} className="py-1 pl-3 text-right">
                {tell(values[step] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
