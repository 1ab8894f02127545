import type { ReactNode } from 'react'

/** One part of the settings: what it is, what it does to the rest of the house, and beside it what is being looked at. */
export function Part({
  title,
  effect,
  actions,
  panel,
  children,
}: {
  title: string
  effect: string
  actions?: ReactNode
  panel?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="relative flex h-full min-h-0 min-w-0 grow">
      <section
        aria-labelledby="settings-part"
        className="min-h-0 min-w-0 grow overflow-y-auto px-5 py-4 max-sm:px-3"
      >
        <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
          <div className="max-w-prose min-w-0 grow">
            <h2 id="settings-part" className="text-base font-semibold">
              {title}
            </h2>
            <p className="text-sm text-muted">{effect}</p>
          </div>
          {actions && <div className="ml-auto">{actions}</div>}
        </div>
        {children}
      </section>
      {panel}
    </div>
  )
}
