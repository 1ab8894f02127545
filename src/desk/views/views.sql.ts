import { sql, type Tx } from '../../base/platform/index.ts'

/** The filters and columns of a list under a name; only `ownerId` sees it unless it is `shared`. */
export type View = {
  id: string
  place: string
  name: string
  shared: boolean
  query: Record<string, string>
  columns: { key: string; width?: number | undefined; pinned?: boolean | undefined }[]
  density: 'cosy' | 'compact' | null
  position: number
  ownerId: string
  version: number
}

const columns = sql`id, place, name, shared, query, columns, density, position, owner_id as "ownerId", version`

/** The views of a list that this person may see, in the sequence in which they are shown. */
export async function viewsOf(tx: Tx, place: string, person: string): Promise<View[]> {
  return await tx.rows<View>(sql`
    select ${columns} from views.views
    where place = ${place} and (owner_id = ${person} or shared) order by position, id`)
}

/** Locks the views with these ids, in key order. */
export async function lockViews(tx: Tx, ids: readonly string[]): Promise<Map<string, View>> {
  const rows = await tx.rows<View>(sql`
    select ${columns} from views.views where id = any(${ids}::text[]) order by id for update`)
  return new Map(rows.map((view) => [view.id, view]))
}

/** How many views each of these people has. */
export async function countViews(tx: Tx, people: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ owner: string; n: number }>(sql`
    select owner_id as owner, count(*) as n from views.views where owner_id = any(${people}::text[]) group by 1`)
  return new Map(rows.map(({ owner, n }) => [owner, n]))
}

/** Writes views, new or changed. */
export async function saveViews(tx: Tx, views: readonly View[]): Promise<void> {
  await tx.run(sql`
    insert into views.views (id, place, name, shared, query, columns, density, position, owner_id, version)
    select id, place, name, shared, query, columns, density, position, "ownerId", version
    from json_to_recordset(${JSON.stringify(views)}::json) as new(id text, place text, name text, shared boolean,
      query jsonb, columns jsonb, density text, position int, "ownerId" text, version int)
    on conflict (id) do update set place = excluded.place, name = excluded.name, shared = excluded.shared,
      query = excluded.query, columns = excluded.columns, density = excluded.density, position = excluded.position,
      version = excluded.version`)
}

export async function deleteViews(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(sql`delete from views.views where id = any(${ids}::text[])`)
}
