// Every command on an order, in the sequence of the work: who may give it, what it is decided with, and whether it is taken back.
// Plain values: the routes, the batches, the bulk runs, the tests and the console read this one table.
import type { Permission } from '../ground/identity/index.ts'

/**
 * What a command is decided with besides its order: the stock of its goods and what stands allocated to it, the orders that go in
 * one parcel with it, the carriers that are in use.
 */
export type Need = 'stock' | 'merge' | 'carriers'

type Row = {
  permission: Permission
  needs: readonly Need[]
  /**
   * What takes it back: another command on the order, or calling it back from the warehouse. Nothing takes back what has moved
   * stock, money or people.
   */
  takenBackBy?: 'command' | 'recall'
}

export const commands = {
  confirm: { permission: 'orders:confirm', needs: [] },
  hold: { permission: 'orders:hold', needs: [], takenBackBy: 'command' },
  lift: { permission: 'orders:hold', needs: [], takenBackBy: 'command' },
  change: { permission: 'orders:change', needs: ['merge', 'carriers'], takenBackBy: 'command' },
  cancel: { permission: 'orders:cancel', needs: ['merge', 'stock'] },
  allocate: { permission: 'orders:allocate', needs: ['stock'] },
  release: { permission: 'orders:release', needs: ['merge', 'stock'], takenBackBy: 'recall' },
  recall: { permission: 'orders:release', needs: ['merge', 'stock'] },
  merge: { permission: 'orders:release', needs: ['merge'] },
  unmerge: { permission: 'orders:release', needs: ['merge'] },
  pick: { permission: 'warehouse:work', needs: [] },
  ship: { permission: 'orders:ship', needs: ['stock'] },
  deliver: { permission: 'orders:deliver', needs: [] },
  return: { permission: 'orders:return', needs: ['stock'] },
  pay: { permission: 'payments:record', needs: [] },
  refund: { permission: 'payments:record', needs: [] },
} as const satisfies Record<string, Row>

export type CommandName = keyof typeof commands

/** What people are offered by a name of its own is a command of which only a part is meant. */
const partsOf = { carrier: 'change', split: 'release' } as const

/** What may be offered for an order. Picking and calling back are offered where the fulfilment order is. */
export const optionNames = [
  'confirm',
  'hold',
  'lift',
  'change',
  'carrier',
  'cancel',
  'allocate',
  'release',
  'split',
  'merge',
  'unmerge',
  'ship',
  'deliver',
  'return',
  'pay',
  'refund',
] as const satisfies readonly (CommandName | keyof typeof partsOf)[]
export type OptionName = (typeof optionNames)[number]

/** The command that is behind what is offered. */
export function commandBehind(option: OptionName | CommandName): CommandName {
  return option in partsOf ? partsOf[option as keyof typeof partsOf] : (option as CommandName)
}

/** What a caller must be allowed to do. */
export function permissionOf(option: OptionName | CommandName): Permission {
  return commands[commandBehind(option)].permission
}

export type Undoable = {
  [Name in CommandName]: (typeof commands)[Name] extends { takenBackBy: string } ? Name : never
}[CommandName]

export function isUndoable(name: CommandName): name is Undoable {
  return 'takenBackBy' in commands[name]
}
