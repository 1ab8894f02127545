import type { Scope } from './scope-fields.tsx'

/** What the server reads in the header: names of places may be in any writing, a header may not. */
export function seeAsText(role: string, { channels, locations }: Scope): string {
  const list = (names: readonly string[]) => names.map(encodeURIComponent).join(',')
  return [
    role,
    ...(channels ? [`channels=${list(channels)}`] : []),
    ...(locations ? [`locations=${list(locations)}`] : []),
  ].join(';')
}
