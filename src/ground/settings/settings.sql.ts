import { type Cause, sql, type Tx } from '../../base/platform/index.ts'
import type { Kind, Value } from './values.ts'

/** A setting as it stands; `value` null: it was removed. */
export type Setting<V = Value> = {
  kind: Kind
  code: string
  value: V | null
  version: number
  changedAt: Date
  changedBy: string
}

const columns = sql`
  kind, code, value, version, changed_at as "changedAt", changed_by as "changedBy"`

/** One writer at a time: there are few settings, and each is changed a few times a year. */
export async function lockSettings(tx: Tx): Promise<void> {
  await tx.run(sql`lock table settings.settings in share row exclusive mode`)
}

/** The settings that stand, of one kind where given, by kind and code. */
export async function listSettings(tx: Tx, kind: Kind | null): Promise<Setting[]> {
  return await tx.rows<Setting>(sql`
    select ${columns} from settings.settings
    where value is not null and (${kind}::text is null or kind = ${kind}) order by kind, code`)
}

/** Settings by name, removed ones too. */
export async function settingsByName<V = Value>(
  tx: Tx,
  names: readonly { kind: Kind; code: string }[],
): Promise<Setting<V>[]> {
  return await tx.rows<Setting<V>>(sql`
    select ${columns} from settings.settings
    join json_to_recordset(${JSON.stringify(names)}::json) as name(kind text, code text)
      using (kind, code)`)
}

/** Writes settings whole under the lock. */
export async function writeSettings(
  tx: Tx,
  settings: readonly Pick<Setting, 'kind' | 'code' | 'value' | 'version'>[],
  { by, at }: Cause,
): Promise<void> {
  await tx.run(sql`
    insert into settings.settings (kind, code, value, version, changed_at, changed_by)
    select kind, code, value, version, ${at}, ${by}
    from json_to_recordset(${JSON.stringify(settings)}::json)
      as new(kind text, code text, value jsonb, version int)
    on conflict (kind, code) do update set value = excluded.value, version = excluded.version,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}
