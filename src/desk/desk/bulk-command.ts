import { type Caller, may } from '../../base/http/index.ts'
import { type Refusal, refuse } from '../../base/platform/index.ts'
import { type Asked, commandOf, permissionOf } from '../../orders/index.ts'
import type { BulkCommand } from './bulk-contract.ts'
import type { UndoCommand } from './undo.ts'

/** The command as the order's rules take it. */
export function askedOf(command: BulkCommand): Asked {
  return command.command === 'release' ? { type: 'release' } : commandOf(command)
}

/** Refuses `not_allowed` where the caller may not do this to a single order either. */
export function forbidden(
  asked: BulkCommand | UndoCommand,
  caller: Pick<Caller, 'permissions' | 'kind'>,
): Refusal | null {
  // Who may do it may take it back.
  const command = asked.command === 'undo' ? asked.of : asked.command
  const permission = command === 'release' ? 'orders:release' : permissionOf[command]
  return may(caller as Caller, permission) ? null : refuse('not_allowed', { permission })
}
