import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import {
  Boxes,
  ClipboardList,
  FileInput,
  FileText,
  House,
  type LucideIcon,
  PenLine,
  Puzzle,
  Server,
  Settings,
  Users,
} from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Permission } from '../../src/ground/identity/roles.ts'
import { useKeys } from '../base/keys.ts'
import { type Key, useWords } from '../base/words.ts'
import type { Place } from './addresses.ts'
import { useSession } from './session.tsx'

type Screen = { to: Place; label: Key; icon: LucideIcon; permission?: Permission; exact?: boolean }

export const places: readonly Screen[] = [
  { to: '/', label: 'shell.home', icon: House, exact: true },
  { to: '/orders', label: 'shell.desk', icon: ClipboardList, permission: 'orders:read' },
  { to: '/entry', label: 'shell.entry', icon: PenLine, permission: 'orders:place' },
  { to: '/stock', label: 'shell.stock', icon: Boxes, permission: 'stock:read' },
  { to: '/customers', label: 'shell.customers', icon: Users, permission: 'customers:read' },
  { to: '/imports', label: 'shell.imports', icon: FileInput, permission: 'imports:read' },
  { to: '/documents', label: 'shell.documents', icon: FileText, permission: 'papers:read' },
  // One's own password is in one's own menu.
  { to: '/settings', label: 'shell.settings', icon: Settings, permission: 'catalog:read' },
  { to: '/system', label: 'shell.system', icon: Server, permission: 'system:read' },
  ...(__KIT__ ? [{ to: '/kit', label: 'shell.kitpage', icon: Puzzle } as const] : []),
]

/** Beside the screen; narrower it shows pictures only, and on a phone it opens over the screen. */
export function Navigation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const { may } = useSession()
  const mine = places.filter(({ permission }) => permission === undefined || may(permission))
  const place = useRef<HTMLElement>(null)
  useKeys({ esc: onClose }, { when: open })
  useEffect(() => {
    if (!open) return
    const before = document.activeElement as HTMLElement | null
    place.current?.querySelector('a')?.focus()
    return () => before?.focus()
  }, [open])
  return (
    <>
      {open && (
        <button
          type="button"
          aria-label={t('kit.close')}
          className="fixed inset-0 z-30 bg-veil sm:hidden"
          onClick={onClose}
        />
      )}
      <nav
        ref={place}
        aria-label={t('shell.menu')}
        className={clsx(
          'no-print flex w-40 shrink-0 flex-col gap-0.5 border-r border-line bg-sunken p-2 max-xl:w-13',
          'max-sm:fixed max-sm:inset-y-0 max-sm:left-0 max-sm:z-30 max-sm:w-56',
          !open && 'max-sm:hidden',
        )}
      >
        <div className="mb-2 flex h-8 items-center gap-2 px-1.5">
          <img src="/icon.svg" alt="" width={22} height={22} />
          <span className={clsx('font-semibold max-xl:hidden', open && 'max-sm:inline')}>
            {t('shell.name')}
          </span>
        </div>
        {mine.map(({ to, label, icon: Icon, exact = false }) => (
          <Link
            key={to}
            to={to}
            onClick={onClose}
            title={t(label)}
            activeOptions={{ exact, includeSearch: false }}
            activeProps={{ className: 'bg-accent-soft font-medium text-accent' }}
            inactiveProps={{ className: 'text-ink hover:bg-line' }}
            className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-base max-sm:h-11"
          >
            <Icon size={16} aria-hidden="true" className="shrink-0" />
            <span className={clsx('max-xl:sr-only', open && 'max-sm:not-sr-only')}>{t(label)}</span>
          </Link>
        ))}
      </nav>
    </>
  )
}
