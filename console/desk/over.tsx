import { later } from '../kit/loaded.tsx'
import { BulkDialog } from './bulk.tsx'
import type { Command } from './commands.ts'
import type { Asking } from './dialogs.tsx'
import { ExportDialog } from './export.tsx'
import type { Filter, ListQuery } from './filter.ts'
import type { Name } from './offered.ts'
import { PasteDialog } from './paste.tsx'
import type { Order } from './rows.ts'

const CommandDialog = later(() => import('./dialogs.tsx').then((part) => part.CommandDialog))
const MergeDialog = later(() => import('../merging/index.ts').then((part) => part.MergeDialog))
const Help = later(() => import('./help.tsx').then((part) => part.Help))

/** Which orders: these, or all that a filter finds. */
export type Target = { ids: readonly string[] } | { filter: Filter; n: number }

export function sizeOf(target: Target): number {
  return 'ids' in target ? target.ids.length : target.n
}

/** What lies over the desk: one thing at a time. */
export type Over =
  | { is: 'ask'; name: Asking; target: Target }
  | { is: 'bulk'; command: Command; target: Target }
  | { is: 'merge'; ids: readonly string[] }
  | { is: 'export'; marked: readonly string[] }
  | { is: 'paste'; text: string }
  | { is: 'help' }

/** Asks for a command; without a target on what is marked, else on the active row. */
export type Ask = (name: Name, target?: Target) => void

/** The dialogs of the desk, each loaded when it is first wanted. */
export function OverDesk({
  over,
  query,
  orders,
  onDo,
  onList,
  onClose,
}: {
  over: Over
  /** What the list shows, and in which sequence. */
  query: ListQuery
  /** Those that are loaded. */
  orders: readonly Order[]
  onDo: (command: Command, target: Target) => void
  onList: (id: string) => void
  onClose: () => void
}) {
  return (
    <>
      {over.is === 'help' && <Help onClose={onClose} />}
      {over.is === 'ask' && (
        <CommandDialog
          name={over.name}
          n={sizeOf(over.target)}
          target={over.target}
          loaded={orders}
          onClose={onClose}
          onDo={(command) => onDo(command, over.target)}
        />
      )}
      {over.is === 'bulk' && (
        <BulkDialog
          command={over.command}
          of={'ids' in over.target ? over.target : { filter: over.target.filter }}
          onClose={onClose}
        />
      )}
      {over.is === 'merge' && <MergeDialog ids={over.ids} onClose={onClose} />}
      {over.is === 'export' && (
        <ExportDialog filter={query} marked={over.marked} onClose={onClose} />
      )}
      {over.is === 'paste' && <PasteDialog text={over.text} onClose={onClose} onList={onList} />}
    </>
  )
}
