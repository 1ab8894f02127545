// What stays while screens change: where one can go, the search, and what holds for all screens.
import { Outlet } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { seeingAs, setSeeAs } from '../base/api.ts'
import { useConnection } from '../base/connection.ts'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { loaded } from '../kit/loaded.tsx'
import { Navigation } from './navigation.tsx'
import { TopBar } from './top-bar.tsx'

const Palette = loaded(() => import('./palette/index.tsx').then(({ Palette }) => Palette))

/** A drawer below every screen, opened by a key: what the page and the server say to each other. */
export type Drawer = (props: { onClose: () => void }) => ReactNode

export function Shell({ Developers }: { Developers: Drawer }) {
  const { t } = useWords()
  const [finding, setFinding] = useState(false)
  const [calls, setCalls] = useState(false)
  const [menu, setMenu] = useState(false)
  useKeys({ 'mod+k': () => setFinding((open) => !open), 'mod+.': () => setCalls((open) => !open) })
  return (
    <div className="flex h-dvh flex-col bg-surface text-ink">
      <a
        href="#screen"
        className="sr-only focus:not-sr-only focus:absolute focus:top-1 focus:left-1 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-1 focus:text-on-accent"
      >
        {t('shell.skip')}
      </a>
      <Notices />
      <div className="flex min-h-0 grow">
        <Navigation open={menu} onClose={() => setMenu(false)} />
        <div className="flex min-w-0 grow flex-col">
          <TopBar
            onFind={() => setFinding(true)}
            onCalls={() => setCalls((open) => !open)}
            onMenu={() => setMenu(true)}
          />
          <main
            id="screen"
            tabIndex={-1}
            className="relative min-h-0 grow overflow-hidden outline-none"
          >
            <Outlet />
          </main>
          {calls && <Developers onClose={() => setCalls(false)} />}
        </div>
      </div>
      {finding && <Palette onClose={() => setFinding(false)} />}
    </div>
  )
}

function Notices() {
  const { t, code } = useWords()
  const connection = useConnection()
  const role = seeingAs()
  return (
    <div className="no-print">
      {connection === 'lost' && <Banner tone="warn">{t('shell.lost')}</Banner>}
      {role !== null && (
        <Banner
          tone="info"
          action={
            <Button kind="quiet" onClick={() => setSeeAs(null)}>
              {t('shell.stop_seeing')}
            </Button>
          }
        >
          {t('shell.seeing_as', {
            role: role
              .split(';')
              .map((part, index) =>
                index === 0 ? code('role', part) : decodeURIComponent(part.split('=')[1] ?? ''),
              )
              .join(' · '),
          })}
        </Banner>
      )}
    </div>
  )
}
