// Setting and removing: lock, look, decide, save, with the fact of each change.
import { isDeepStrictEqual } from 'node:util'
import type { NewFactOf } from '../module/index.ts'
import { type Cause, type Refusal, refuse, type Tx } from '../platform/index.ts'
import { settingsFacts } from './facts.ts'
import { overtaken } from './history.ts'
import { isKnown, type Kinds } from './kinds.ts'
import {
  listSettings,
  lockSettings,
  type Setting,
  settingsByName,
  writeSettings,
} from './settings.sql.ts'

/** One setting as it should be; `value` null removes it. `ifVersion` is the version the caller saw, 0 for none. */
export type Wish<Kind extends string = string, Value extends object = object> = {
  kind: Kind
  code: string
  value: Value | null
  ifVersion?: number | null
}

/** The most settings of a kind; there is a limit because lists of them have no pages. */
export const mostOfKind = 500

/**
 * Sets or removes settings, each change with its fact `setting.changed` or `setting.removed` on `set_<kind>_<code>`. A setting that
 * is already as wished gets no fact, whatever version the caller saw, so that a repeated request does no harm. If a name is given
 * twice, the last one counts. Answers one outcome per wish; a refused wish (unknown_setting, not_found, version_mismatch,
 * too_many_settings) changes nothing.
 */
export async function changeSettings(
  tx: Tx,
  kinds: Kinds,
  wishes: readonly Wish[],
  cause: Cause,
): Promise<(Setting | Refusal)[]> {
  await lockSettings(tx)
  const known = new Map((await settingsByName(tx, wishes)).map((one) => [streamOf(one), one]))
  const counts = countKinds(await listSettings(tx, Object.keys(kinds)))
  const changed = new Map<string, Setting>()
  const facts: NewFactOf<typeof settingsFacts>[] = []
  const outcomes = wishes.map((wish) => {
    const stream = streamOf(wish)
    const before = known.get(stream) ?? null
    const refusal = refuseWish(kinds, wish, before, counts.get(wish.kind) ?? 0)
    if (refusal) return refusal
    if (before && isDeepStrictEqual(before.value, wish.value)) return before
    const after = settingAfter(wish, before, cause)
    facts.push(factOf(stream, before, after))
    counts.set(wish.kind, (counts.get(wish.kind) ?? 0) + (before?.value ? 0 : 1))
    known.set(stream, after)
    changed.set(stream, after)
    return after
  })
  if (changed.size > 0) await writeSettings(tx, [...changed.values()], cause)
  settingsFacts.append(tx, facts, cause)
  return outcomes
}

/** The stream of a setting's facts. */
export function streamOf({ kind, code }: { kind: string; code: string }): string {
  return `set_${kind}_${code}`
}

function countKinds(settings: readonly Setting[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind } of settings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

function refuseWish(
  kinds: Kinds,
  { kind, code, value, ifVersion = null }: Wish,
  before: Setting | null,
  count: number,
): Refusal | null {
  if (value === null && !before?.value) return refuse('not_found')
  if (!isKnown(kinds, kind, code)) return refuse('unknown_setting', { kind, code }, '/params/code')
  if (before && isDeepStrictEqual(before.value, value)) return null
  // A removed setting counts as none, but its row continues its version numbers.
  const seen = before?.value ? before.version : 0
  if (ifVersion !== null && ifVersion !== seen)
    return overtaken(before && { ...before, version: seen })
  if (!before?.value && count >= mostOfKind)
    return refuse('too_many_settings', { limit: mostOfKind })
  return null
}

function settingAfter(
  { kind, code, value }: Wish,
  before: Setting | null,
  { by, at }: Cause,
): Setting {
  return { kind, code, value, version: (before?.version ?? 0) + 1, changedAt: at, changedBy: by }
}

function factOf(
  stream: string,
  before: Setting | null,
  after: Setting,
): NewFactOf<typeof settingsFacts> {
  const { kind, code, version, value } = after
  const name = { kind, code, before: before?.value ?? null }
  return value === null
    ? { stream, version, type: 'setting.removed', data: name }
    : { stream, version, type: 'setting.changed', data: { ...name, after: value } }
}
