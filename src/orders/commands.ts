// Every command on an order, in the sequence of the work: its permission, what must be loaded to decide it, and how it is undone.
// Plain data: the routes, the batches, the bulk runs, the tests and the console read this one table.
import type { Permission } from '../ground/identity/index.ts'

/**
 * What must be loaded to decide a command besides its order: the stock of its goods with its allocations, the orders merged with
 * it, the carriers in use.
 */
export type Need = 'stock' | 'merge' | 'carriers'

type Row = {
  permission: Permission
  needs: readonly Need[]
  /**
   * How it is undone: by another command on the order, or by a recall from the warehouse. A command that has moved goods, money
   * or people cannot be undone.
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

/** Some options have a name of their own although they are only one use of a command. */
const partsOf = { carrier: 'change', split: 'release' } as const

/** The options that an order may offer. Picking and recalling are offered at the fulfilment order instead. */
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

/** The command that an option performs. */
export function commandBehind(option: OptionName | CommandName): CommandName {
  return option in partsOf ? partsOf[option as keyof typeof partsOf] : (option as CommandName)
}

/** The permission that an option or command needs. */
export function permissionOf(option: OptionName | CommandName): Permission {
  return commands[commandBehind(option)].permission
}

export type Undoable = {
  [Name in CommandName]: (typeof commands)[Name] extends { takenBackBy: string } ? Name : never
}[CommandName]

export function isUndoable(name: CommandName): name is Undoable {
  return 'takenBackBy' in commands[name]
}
