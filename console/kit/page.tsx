import { type ReactNode, useEffect } from 'react'
import { useWords } from '../base/words.ts'

/** A screen: a head that stays, and what scrolls below it. The one `h1` of the page is its title. */
export function Page({
  title,
  actions,
  children,
  head,
}: {
  title: string
  actions?: ReactNode
  head?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={title} actions={actions}>
        {head}
      </PageHead>
      <div className="min-h-0 grow overflow-y-auto px-5 py-4 max-sm:px-3">{children}</div>
    </div>
  )
}

export function PageHead({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children?: ReactNode
}) {
  useWindowTitle(title)
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-5 py-2 max-sm:px-3">
      <h1 className="text-lg font-semibold">{title}</h1>
      {children}
      {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

/** What the browser's tab and history call the page; without a title of its own, the house's name. */
function useWindowTitle(title: string): void {
  const { t } = useWords()
  const house = t('shell.name')
  useEffect(() => {
    document.title = title === '' ? house : `${title} · ${house}`
    return () => {
      document.title = house
    }
  }, [title, house])
}

/** A part of a screen under its own heading. */
export function Section({
  title,
  actions,
  children,
  className = '',
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={className}>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
