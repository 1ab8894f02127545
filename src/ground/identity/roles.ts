// Who may do what, as data: the server, the screens and the tests read this one table.

export const permissions = [
  'orders:read',
  'orders:place',
  'orders:confirm',
  'orders:hold',
  'orders:change',
  'orders:cancel',
  'orders:allocate',
  'orders:release',
  'orders:ship',
  'orders:deliver',
  'orders:return',
  'orders:comment',
  'payments:record',
  'stock:read',
  'stock:move',
  'catalog:read',
  'catalog:write',
  'customers:read',
  'customers:write',
  'customers:reveal',
  'warehouse:work',
  'papers:read',
  'shipping:track',
  'imports:read',
  'imports:write',
  'views:share',
  'webhooks:manage',
  'users:manage',
  'keys:manage',
  'settings:manage',
  'audit:read',
  'system:read',
  'system:manage',
  'events:read',
] as const

export type Permission = (typeof permissions)[number]

export const roleNames = ['owner', 'desk', 'warehouse', 'courier', 'finance', 'viewer'] as const

export type RoleName = (typeof roleNames)[number]

/** Does not include papers, because they show the full address. */
const seeing: readonly Permission[] = ['orders:read', 'stock:read', 'catalog:read', 'events:read']

const granted: Record<RoleName, readonly Permission[]> = {
  owner: permissions,
  desk: [
    ...seeing,
    'orders:place',
    'orders:confirm',
    'orders:hold',
    'orders:change',
    'orders:cancel',
    'orders:allocate',
    'orders:release',
    'orders:return',
    'orders:comment',
    'catalog:write',
    'customers:read',
    'customers:write',
    'customers:reveal',
    'papers:read',
    'shipping:track',
    'imports:read',
    'imports:write',
    'views:share',
  ],
  warehouse: [
    ...seeing,
    'orders:allocate',
    'orders:release',
    'orders:ship',
    'orders:return',
    'orders:comment',
    'stock:move',
    'customers:reveal',
    'papers:read',
    'warehouse:work',
    'shipping:track',
  ],
  // A courier reveals addresses order by order, and each time is recorded.
  courier: ['orders:read', 'orders:deliver', 'customers:reveal', 'shipping:track', 'events:read'],
  finance: [
    ...seeing,
    'orders:hold',
    'orders:comment',
    'payments:record',
    'customers:read',
    'imports:read',
    'audit:read',
  ],
  viewer: [...seeing, 'customers:read', 'imports:read'],
}

/** Role → what it may do. The owner has every permission, also those that later versions add. */
export const roles: Readonly<Record<RoleName, ReadonlySet<string>>> = {
  owner: new Set(granted.owner),
  desk: new Set(granted.desk),
  warehouse: new Set(granted.warehouse),
  courier: new Set(granted.courier),
  finance: new Set(granted.finance),
  viewer: new Set(granted.viewer),
}

/** What a role or a list of permissions allows. A name that this version does not know allows nothing. */
export function permissionsOf(grant: {
  role: string | null
  permissions?: readonly string[] | null
}): ReadonlySet<string> {
  if (grant.role !== null)
    return Object.hasOwn(roles, grant.role) ? roles[grant.role as RoleName] : new Set()
  const known: ReadonlySet<string> = roles.owner
  return new Set((grant.permissions ?? []).filter((permission) => known.has(permission)))
}
