import { type Cause, sql, type Tx } from '../platform/index.ts'

/** The current state of a setting; `value` null: it was removed. */
export type Setting<Value extends object = object> = {
  kind: string
  code: string
  value: Value | null
  version: number
  changedAt: Date
  changedBy: string
}

const columns = sql`
  kind, code, value, version, changed_at as "changedAt", changed_by as "changedBy"`

/** One writer at a time is enough: there are few settings, and each is changed a few times a year. */
export async function lockSettings(tx: Tx): Promise<void> {
  await tx.run(sql`lock table settings.settings in share row exclusive mode`)
}

/** The existing settings of these kinds, by kind and code. */
export async function listSettings<Value extends object = object>(
  tx: Tx,
  kinds: readonly string[],
): Promise<(Setting<Value> & { value: Value })[]> {
  return await tx.rows<Setting<Value> & { value: Value }>(sql`
    select ${columns} from settings.settings
    where value is not null and kind = any(${kinds}::text[]) order by kind, code`)
}

/** Settings by name, including removed ones. */
export async function settingsByName<Value extends object = object>(
  tx: Tx,
  names: readonly { kind: string; code: string }[],
): Promise<Setting<Value>[]> {
  return await tx.rows<Setting<Value>>(sql`
    select ${columns} from settings.settings
    join json_to_recordset(${JSON.stringify(names)}::json) as name(kind text, code text)
      using (kind, code)`)
}

/** Writes settings; the lock must be held. */
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
