// A person of every role, for the browser tests and the photographs to sign in as.

import { type RoleName, roleNames } from '../../src/ground/identity/index.ts'
import type { Client } from '../../src/outside/client/index.ts'

/** Everybody's password; a test knows no secrets. */
export const password = 'four words nobody knows'
export const emailOf = (role: RoleName): string => `${role}@example.com`

const names: Record<RoleName, string> = {
  owner: '王敏',
  desk: 'Grace Hopper',
  warehouse: '李雷',
  courier: 'Bessie Coleman',
  finance: '陈静',
  viewer: 'Mary Somerville',
}

/** Adds one user per role, by an owner's client. */
export async function invite(client: Client): Promise<void> {
  for (const role of roleNames)
    await client.call('POST /api/users', {
      body: { email: emailOf(role), name: names[role], password, role },
    })
}
