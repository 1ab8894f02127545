import { useNavigate } from '@tanstack/react-router'
import { CodeXml, Menu as MenuIcon, Palette, Search as SearchIcon, UserRound } from 'lucide-react'
import { densities, setLook, themes, useLook } from '../base/look.ts'
import { speak, useWords } from '../base/words.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import type { Search } from './addresses.ts'
import { signOut, useSession } from './session.tsx'

export function TopBar({
  onFind,
  onCalls,
  onMenu,
}: {
  onFind: () => void
  onCalls: () => void
  onMenu: () => void
}) {
  const { t } = useWords()
  return (
    <div className="no-print flex h-12 shrink-0 items-center gap-1 border-b border-line px-3">
      <IconButton label={t('shell.menu')} onClick={onMenu} className="sm:hidden">
        <MenuIcon size={18} aria-hidden="true" />
      </IconButton>
      <button
        type="button"
        onClick={onFind}
        className="mr-auto flex h-8 w-full max-w-xl min-w-0 items-center gap-2 rounded-md border border-line bg-sunken px-2.5 text-sm text-muted hover:border-strong max-sm:h-11"
      >
        <SearchIcon size={15} aria-hidden="true" className="shrink-0" />
        <span className="truncate">{t('shell.find')}</span>
        <span className="ml-auto shrink-0 max-sm:hidden">
          <Kbd keys="mod+k" />
        </span>
      </button>
      <IconButton label={t('shell.developers')} onClick={onCalls} className="max-sm:hidden">
        <CodeXml size={17} aria-hidden="true" />
      </IconButton>
      <LookMenu />
      <AccountMenu />
    </div>
  )
}

function LookMenu() {
  const { t } = useWords()
  const look = useLook()
  const items: MenuItem[] = [
    { kind: 'head', label: t('shell.language') },
    { label: '简体中文', checked: look.language === 'zh', onClick: () => speak('zh') },
    { label: 'English', checked: look.language === 'en', onClick: () => speak('en') },
    { kind: 'line' },
    { kind: 'head', label: t('shell.theme') },
    ...themes.map((theme) => ({
      label: t(`shell.theme_${theme}`),
      checked: look.theme === theme,
      onClick: () => setLook({ theme }),
    })),
    { kind: 'line' },
    { kind: 'head', label: t('shell.density') },
    ...densities.map((density) => ({
      label: t(`shell.density_${density}`),
      checked: look.density === density,
      onClick: () => setLook({ density }),
    })),
  ]
  return (
    <Menu
      items={items}
      trigger={
        <IconButton label={t('shell.look')}>
          <Palette size={17} aria-hidden="true" />
        </IconButton>
      }
    />
  )
}

function AccountMenu() {
  const { t, code } = useWords()
  const { user, may } = useSession()
  const navigate = useNavigate()
  const open = (part: string, search: Search<'/settings/$part'> = {}) =>
    navigate({ to: '/settings/$part', params: { part }, search })
  const role = user.role === null ? '' : ` · ${code('role', user.role)}`
  return (
    <Menu
      items={[
        { kind: 'head', label: `${user.name}${role}` },
        { label: t('shell.password'), onClick: () => open('password') },
        ...(may('users:manage')
          ? [{ label: t('shell.see_as'), onClick: () => open('roles', { see: '1' }) }]
          : []),
        { label: t('shell.sign_out'), onClick: () => signOut() },
      ]}
      trigger={
        <IconButton label={t('common.pair', { what: t('shell.account'), said: user.name })}>
          <UserRound size={17} aria-hidden="true" />
        </IconButton>
      }
    />
  )
}
