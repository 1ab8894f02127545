// Who may hear what: each kind of fact is for those who may read the thing it happened to.
import type { Permission } from '../../ground/identity/index.ts'

/** What comes before the dot of a type says what it happened to; people and keys have no dot. */
const toHear = new Map<string, Permission>(
  Object.entries({
    order: 'orders:read',
    comment: 'orders:read',
    fulfilment: 'orders:read',
    package: 'orders:read',
    return: 'orders:read',
    stock: 'stock:read',
    location: 'stock:read',
    variant: 'catalog:read',
    price: 'catalog:read',
    price_list: 'catalog:read',
    tax_rate: 'catalog:read',
    customer: 'customers:read',
    document: 'imports:read',
    // What others keep for themselves, and what the house is set to.
    bulk: 'audit:read',
    order_list: 'audit:read',
    view: 'audit:read',
    contact: 'audit:read',
    setting: 'audit:read',
    webhook: 'audit:read',
  }),
)

/** The permission it takes to hear of facts of a type. What is not named is for those who may read the audit. */
export function permissionToHear(type: string): Permission {
  return toHear.get(kindOf(type)) ?? 'audit:read'
}

/** True where a type's readers were chosen. */
export function isNamed(type: string): boolean {
  return toHear.has(kindOf(type)) || /^(user|key|sign|signed|password)_/.test(type)
}

function kindOf(type: string): string {
  return type.split('.')[0] ?? ''
}
