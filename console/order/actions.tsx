import { ChevronDown } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { CommandName, Order } from '../acting/index.ts'
import { useOffers } from '../app/palette/offers.ts'
import { arriving } from '../base/arriving.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import type { Commands } from './commands.ts'
import { type Board, floorItems, matchItems, nextOnFloor, trackItems } from './floor-commands.ts'

const CommandDialog = lazy(() =>
  arriving(() => import('./dialogs.tsx').then((module) => ({ default: module.CommandDialog }))),
)
const FloorDialog = lazy(() =>
  arriving(() => import('./floor-dialogs.tsx').then((module) => ({ default: module.FloorDialog }))),
)

/** Steps of the office, which come before those of the warehouse. */
const first = new Set<CommandName>(['confirm', 'allocate', 'release', 'lift'])

/** The next step as a button, everything else behind one; what cannot be done now says why. The palette offers the same. */
export function Actions({
  commands,
  order,
  board,
}: {
  commands: Commands
  order: Order
  board: Board
}) {
  const words = useWords()
  const { t } = words
  const { primary, acting, ask } = commands
  const items = [...commands.items, ...matchItems(board, order, words)]
  const next = primary && first.has(primary) ? null : nextOnFloor(board, order)
  const work = floorItems(board, order, words)
  const own: MenuItem[] = work.length > 0 ? [{ kind: 'line' }, ...items] : items
  useOffers(() => offersOf([...items, ...work, ...trackItems(board, words)], order, words.t))
  return (
    <>
      {next && (
        <Button kind="primary" onClick={() => board.floor.ask(next.step, next.work.id)}>
          {t(`order.do_${next.step}`)}
        </Button>
      )}
      {!next && primary && (
        <Button kind="primary" busy={acting.busy === primary} onClick={() => ask(primary)}>
          {t(`order.do_${primary}`)}
        </Button>
      )}
      {(own.length > 0 || work.length > 0) && (
        <Menu
          trigger={
            <Button>
              {t('order.commands')}
              <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
          items={[...work, ...own]}
        />
      )}
    </>
  )
}

/** What is possible now, each with what it is about: the palette has no room for heads and reasons. */
function offersOf(
  items: readonly MenuItem[],
  { number }: Order,
  t: ReturnType<typeof useWords>['t'],
) {
  let about = t('order.title', { number: String(number) })
  return items.flatMap((item, index) => {
    if (item.kind === 'head') about = item.label
    if (item.kind === 'head' || item.kind === 'line' || item.why !== undefined) return []
    const { label, keys, onClick } = item
    return [
      { id: `order ${index}`, label: `${label} · ${about}`, run: onClick, ...(keys && { keys }) },
    ]
  })
}

/** The dialog of what is being asked for. */
export function Asking({
  commands,
  order,
  board: { floor, works, packages },
}: {
  commands: Commands
  order: Order
  board: Board
}) {
  const { asking, acting, stop } = commands
  const shipPacked = (id: string) => {
    const work = packages.find((one) => one.id === id)?.fulfilmentOrderId
    if (!work) return
    acting.forget()
    stop()
    floor.ask('dispatch', work)
  }
  return (
    <Suspense>
      {asking !== null && (
        <CommandDialog
          name={asking}
          order={order}
          acting={acting}
          onClose={stop}
          shipPacked={floor.may('dispatch') ? shipPacked : undefined}
        />
      )}
      {floor.asking !== null && (
        <FloorDialog
          asked={floor.asking}
          order={order}
          works={works}
          packages={packages}
          sending={floor.sending}
          onClose={floor.stop}
        />
      )}
    </Suspense>
  )
}
