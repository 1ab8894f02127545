// Contact data is masked. Only keys with the right to reveal see it in full, and people only by a request that is recorded.
import { inPart, type Refusal, refuse, shownInPart } from '../platform/index.ts'
import type { Caller, Route } from './contract.ts'

/** Whether the caller sees contact data unmasked in every answer: only a key with the right to reveal, never a person. */
export function seesWhole({ kind, permissions }: Caller): boolean {
  return kind === 'system' || (kind === 'key' && permissions.has('customers:reveal'))
}

/** Whether the caller may ask for it unmasked. Others cannot search by a part of it, because they could guess the rest. */
export function mayReveal({ kind, permissions }: Pick<Caller, 'kind' | 'permissions'>): boolean {
  return kind === 'system' || permissions.has('customers:reveal')
}

/** The body of an answer as this caller may see it. */
export function forEyes({ personal }: Route, caller: Caller, body: unknown): unknown {
  return personal && !seesWhole(caller) ? inPart(body) : body
}

/** The same for an answer that is stored as text. */
export function textForEyes(route: Route, caller: Caller, body: string): string {
  if (!route.personal || seesWhole(caller)) return body
  return JSON.stringify(inPart(JSON.parse(body)))
}

/**
 * Refuses `shown_in_part` when a caller who sees masked values sends one back, because it would replace the real one. A key that
 * makes something new may send masked values, because marketplaces mask numbers too.
 */
export function refuseParts(
  { personal, params }: Route,
  caller: Caller,
  body: unknown,
): Refusal | null {
  const guarded = personal && !seesWhole(caller) && (caller.kind === 'user' || params)
  const at = guarded ? shownInPart(body) : null
  return at === null ? null : refuse('shown_in_part', {}, at)
}
