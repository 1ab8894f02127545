import { type Caller, may } from '../../base/http/index.ts'
import { type Refusal, refuse } from '../../base/platform/index.ts'
import { permissionOf } from '../../orders/index.ts'
import type { BulkCommand } from './contract.ts'
import type { UndoCommand } from './undo.ts'

/** Refuses `not_allowed` when the caller may not do this to a single order either. The right to do it includes undoing it. */
export function forbidden(
  asked: BulkCommand | UndoCommand,
  caller: Pick<Caller, 'permissions' | 'kind'>,
): Refusal | null {
  const permission = permissionOf(asked.command === 'undo' ? asked.of : asked.command)
  return may(caller as Caller, permission) ? null : refuse('not_allowed', { permission })
}
