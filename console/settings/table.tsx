import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  className?: string
}

/** A short table whose rows open something: the first column is the button, so that a keyboard reaches it. */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  open,
}: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  onOpen?: (row: Row) => void
  open?: string | null
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page must be scrolled by keyboard
    <section aria-label={label} className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-left text-base">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            {columns.map(({ key, label: head, className = '' }) => (
              <th
                key={key}
                scope="col"
                className={`h-(--row) pr-4 font-normal whitespace-nowrap ${className}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={`border-b border-line ${open === rowKey(row) ? 'bg-accent-soft' : ''}`}
            >
              {columns.map(({ key, cell, className = '' }, index) => (
                <td
                  key={key}
                  className={`h-(--row) py-1 pr-4 ${index === 0 ? 'whitespace-nowrap' : ''} ${className}`}
                >
                  {index === 0 && onOpen ? (
                    <button
                      type="button"
                      aria-expanded={open === rowKey(row)}
                      onClick={() => onOpen(row)}
                      className="min-h-6 text-left font-medium text-accent hover:underline max-sm:min-h-11"
                    >
                      {cell(row)}
                    </button>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
