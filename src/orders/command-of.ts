// A command as the API takes it, as the rules take it, and what it needs.
import type { z } from 'zod'
import type { Asked } from './act.ts'
import type { commandBody } from './contract.ts'

/** A command as `POST /api/orders/commands` takes it. */
export type CommandBody = z.output<typeof commandBody>

/** What a caller must be allowed to do for a command. */
export const permissionOf = {
  confirm: 'orders:confirm',
  hold: 'orders:hold',
  lift: 'orders:hold',
  change: 'orders:change',
  cancel: 'orders:cancel',
  allocate: 'orders:allocate',
  ship: 'orders:ship',
  deliver: 'orders:deliver',
} as const

/** The command as the rules take it. */
export function commandOf(asked: CommandBody): Asked {
  switch (asked.command) {
    case 'hold': {
      const { command: _, ...hold } = asked
      return { type: 'hold', hold: hold as never }
    }
    case 'confirm':
    case 'change':
    case 'lift': {
      const { command: type, ...rest } = asked
      return { type, ...rest } as Asked
    }
    default: {
      const { command: type, lines, ...rest } = asked
      return { type, pieces: lines, ...rest } as Asked
    }
  }
}
