import { roleNames } from '../../src/ground/identity/roles.ts'

/** The roles of the house, the one with the most rights first. */
export function roleChoices(
  code: (kind: string, code: string) => string,
): { value: string; label: string }[] {
  return roleNames.map((value) => ({ value, label: code('role', value) }))
}
