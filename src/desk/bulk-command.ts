import { type Caller, may } from '../http/index.ts'
import { type Asked, commandOf, permissionOf } from '../orders/index.ts'
import { type Refusal, refuse } from '../platform/index.ts'
import type { BulkCommand } from './bulk-contract.ts'

/** The command as the order's rules take it. */
export function askedOf(command: BulkCommand): Asked {
  return command.command === 'release-to-warehouse'
    ? { type: 'releaseToWarehouse' }
    : commandOf(command)
}

/** Refuses `not_allowed` where the caller may not do this to a single order either. */
export function forbidden(
  { command }: BulkCommand,
  caller: Pick<Caller, 'permissions' | 'kind'>,
): Refusal | null {
  const permission = command === 'release-to-warehouse' ? 'orders:release' : permissionOf[command]
  return may(caller as Caller, permission) ? null : refuse('not_allowed', { permission })
}
