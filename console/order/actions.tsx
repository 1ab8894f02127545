import { ChevronDown } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Menu } from '../kit/menu.tsx'
import type { Commands } from './commands.ts'
import type { Order } from './data.ts'

const CommandDialog = lazy(() =>
  import('./dialogs.tsx').then((module) => ({ default: module.CommandDialog })),
)

/** The next step as a button, everything else behind one; what cannot be done now says why. */
export function Actions({ commands }: { commands: Commands }) {
  const { t } = useWords()
  const { primary, items, acting, ask } = commands
  return (
    <>
      {primary && (
        <Button kind="primary" busy={acting.busy === primary} onClick={() => ask(primary)}>
          {t(`order.do_${primary}`)}
        </Button>
      )}
      {items.length > 0 && (
        <Menu
          trigger={
            <Button>
              {t('order.commands')}
              <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
          items={items}
        />
      )}
    </>
  )
}

/** The dialog of the command that is being asked for. */
export function Asking({ commands, order }: { commands: Commands; order: Order }) {
  const { asking, acting, stop } = commands
  if (asking === null) return null
  return (
    <Suspense>
      <CommandDialog name={asking} order={order} acting={acting} onClose={stop} />
    </Suspense>
  )
}
