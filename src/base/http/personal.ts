// How people are reached is told in part, and whole only to machines that were given it and in answer to a recorded question.
import { inPart, type Refusal, refuse, shownInPart } from '../platform/index.ts'
import type { Caller, Route } from './contract.ts'

/** Who reads telephone numbers, e-mails and streets whole in every answer: a key with the right to reveal, and no person. */
export function seesWhole({ kind, permissions }: Caller): boolean {
  return kind === 'system' || (kind === 'key' && permissions.has('customers:reveal'))
}

/** Who may ask for it whole. All others find nobody by a part of it, for they could guess the rest digit by digit. */
export function mayReveal({ kind, permissions }: Pick<Caller, 'kind' | 'permissions'>): boolean {
  return kind === 'system' || permissions.has('customers:reveal')
}

/** The body of an answer as this caller may see it. */
export function forEyes({ personal }: Route, caller: Caller, body: unknown): unknown {
  return personal && !seesWhole(caller) ? inPart(body) : body
}

/** The same for an answer that is kept as text. */
export function textForEyes(route: Route, caller: Caller, body: string): string {
  if (!route.personal || seesWhole(caller)) return body
  return JSON.stringify(inPart(JSON.parse(body)))
}

/**
 * Refuses `shown_in_part` where somebody who is shown values in part sends one of them back: it would be kept in the place of
 * the real one. A key that makes something new passes on what it was given, and marketplaces hide numbers too.
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
