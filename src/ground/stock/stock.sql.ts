import { type Cause, sql, type Tx } from '../../base/platform/index.ts'
import { type Allocation, type Book, type Level, makeBook } from './book.ts'

/**
 * Opens the book of some skus for writing: their levels are locked in key order, so that two batches never wait for each
 * other in a circle. The locked rows are read by the same statement: PostgreSQL reads a row again after waiting for its lock,
 * and nothing here is joined to a row that is not locked.
 */
export async function openBook(
  tx: Tx,
  skus: readonly string[],
  orderIds: readonly string[] = [],
): Promise<Book> {
  const [levels, locations, allocations] = await Promise.all([
    tx.rows<Level>(locking(skus)),
    locationOrder(tx),
    orderIds.length === 0 ? [] : allocationsOf(tx, orderIds),
  ])
  return bookOf(levels, locations, allocations, true)
}

/**
 * Reads the book of some skus without locking anything, for claims where there is plenty (`isPlenty`): whether they still
 * fit is decided when they are written, and then the levels are locked only from there to COMMIT. Holding them while the
 * orders were written let one batch place at a time. With `orderIds` their claims are in it too: enough to try out commands.
 */
export async function glanceAtBook(
  tx: Tx,
  skus: readonly string[],
  orderIds: readonly string[] = [],
): Promise<Book> {
  const [levels, locations, allocations] = await Promise.all([
    tx.rows<Level>(sql`select ${levelColumns} from stock.levels where sku = any(${skus}::text[])`),
    locationOrder(tx),
    orderIds.length === 0 ? [] : allocationsOf(tx, orderIds),
  ])
  return bookOf(levels, locations, allocations, false)
}

/** The claims of orders that are locked, without the levels: enough to set pieces aside. */
export async function openClaims(tx: Tx, orderIds: readonly string[]): Promise<Book> {
  return makeBook([], await allocationsOf(tx, orderIds), [])
}

const levelColumns = sql`sku, location, on_hand as "onHand", reserved, allocated, safety, version`

function locking(skus: readonly string[]) {
  return sql`
    select ${levelColumns} from stock.levels where sku = any(${skus}::text[])
    order by sku, location for update`
}

function bookOf(
  levels: Level[],
  locations: ReadonlyMap<string, number>,
  allocations: readonly Allocation[],
  locked: boolean,
): Book {
  levels.sort((a, b) => (locations.get(a.location) ?? 0) - (locations.get(b.location) ?? 0))
  return makeBook(levels, allocations, [...locations.keys()], locked)
}

/** The sequence in which locations are taken from; a location out of use is left out. */
async function locationOrder(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.rows<{ code: string }>(
    sql`select code from stock.locations where active order by priority, code`,
  )
  return new Map(rows.map(({ code }, index) => [code, index]))
}

type LevelName = { sku: string; location: string }

/**
 * Makes missing levels as rows of zeros, at the locations in use, because a row that does not exist cannot be locked. Answers
 * which it made; a caller that leaves some of them at zero removes them again with `dropUnused`.
 */
export async function makeLevels(tx: Tx, keys: readonly LevelName[]): Promise<LevelName[]> {
  if (keys.length === 0) return []
  return await tx.rows<LevelName>(sql`
    insert into stock.levels (sku, location)
    select distinct sku, code
    from json_to_recordset(${JSON.stringify(keys)}::json) as key(sku text, location text)
    join stock.locations on code = location and active
    order by sku, code
    on conflict do nothing returning sku, location`)
}

/** Removes those levels made in this transaction that are still unused. */
export async function dropUnused(tx: Tx, made: readonly LevelName[]): Promise<void> {
  if (made.length === 0) return
  await tx.run(sql`
    delete from stock.levels old
    using json_to_recordset(${JSON.stringify(made)}::json) as made(sku text, location text)
    where old.sku = made.sku and old.location = made.location and old.version = 0`)
}

/** Where pieces of these orders are allocated, read without a lock. */
export async function allocationsOf(tx: Tx, orderIds: readonly string[]): Promise<Allocation[]> {
  return await tx.rows<Allocation>(sql`
    select order_id as "orderId", line, location, sku, quantity, released, packed from stock.allocations
    where order_id = any(${orderIds}::text[]) order by order_id, line, location`)
}

/** Writes what changed in the book. The CHECKs of the tables are the last word. */
export function saveBook(tx: Tx, book: Book, cause: Cause): void {
  saveAllocations(tx, [...book.changedAllocations])
  saveMovements(tx, book, cause)
  if (book.locked) saveLevels(tx, [...book.changedLevels])
  else addClaims(tx, book)
}

/** If a level to be written does not exist, it was not locked: the transaction fails and is repeated. */
function saveLevels(tx: Tx, levels: readonly Level[]): void {
  if (levels.length === 0) return
  tx.write(sql`
    with written as (
      update stock.levels old
      set on_hand = new."onHand", reserved = new.reserved, allocated = new.allocated, version = new.version
      from json_to_recordset(${JSON.stringify(levels)}::json) as new(sku text, location text, "onHand" int,
        reserved int, allocated int, version int)
      where old.sku = new.sku and old.location = new.location
      returning 1)
    select stock.all_written(count(*), ${levels.length}) from written`)
}

/** Adds claims to levels that were read without a lock, if each still fits; otherwise the transaction is repeated. */
function addClaims(tx: Tx, { changedAllocations }: Book): void {
  const claims = new Map<string, { sku: string; location: string; quantity: number }>()
  for (const { sku, location, quantity } of changedAllocations) {
    const name = `${location}\n${sku}`
    const claim = claims.get(name) ?? { sku, location, quantity: 0 }
    claim.quantity += quantity
    claims.set(name, claim)
  }
  if (claims.size === 0) return
  const rows = [...claims.values()]
  tx.writeLast(locking([...new Set(rows.map(({ sku }) => sku))]))
  tx.writeLast(sql`
    with written as (
      update stock.levels as level set allocated = level.allocated + claim.quantity
      from json_to_recordset(${JSON.stringify(rows)}::json) as claim(sku text, location text, quantity int)
      where level.sku = claim.sku and level.location = claim.location
        and level.on_hand - level.allocated - level.reserved - level.safety >= claim.quantity
      returning 1)
    select stock.all_written(count(*), ${rows.length}) from written`)
}

function saveAllocations(tx: Tx, allocations: readonly Allocation[]): void {
  const kept = allocations.filter(({ quantity }) => quantity > 0)
  const gone = allocations.filter(({ quantity }) => quantity === 0)
  if (kept.length > 0)
    tx.write(sql`
      insert into stock.allocations (order_id, line, location, sku, quantity, released, packed)
      select "orderId", line, location, sku, quantity, released, packed
      from json_to_recordset(${JSON.stringify(kept)}::json)
        as new("orderId" text, line int, location text, sku text, quantity int, released int,
          packed int)
      on conflict (order_id, line, location)
      do update set quantity = excluded.quantity, released = excluded.released, packed = excluded.packed`)
  if (gone.length > 0)
    tx.write(sql`
      delete from stock.allocations old
      using json_to_recordset(${JSON.stringify(gone)}::json) as gone("orderId" text, line int, location text)
      where old.order_id = gone."orderId" and old.line = gone.line and old.location = gone.location`)
}

function saveMovements(tx: Tx, { movements }: Book, { by, command, at }: Cause): void {
  if (movements.length === 0) return
  tx.write(sql`
    insert into stock.movements (sku, location, quantity, cause, reference, note, by, command, at)
    select sku, location, quantity, cause, reference, note, ${by}, ${command}, ${at}
    from json_to_recordset(${JSON.stringify(movements)}::json)
      as new(sku text, location text, quantity int, cause text, reference text, note text)`)
}

export type StockRow = Level & { available: number; changedBy?: string }

/** Levels to show, not to decide on. `locations` null is all. */
export async function levelsOf(
  tx: Tx,
  skus: readonly string[],
  locations: readonly string[] | null,
): Promise<StockRow[]> {
  return await tx.rows<StockRow>(sql`
    select sku, location, on_hand as "onHand", reserved, allocated, safety, version,
      greatest(0, on_hand - allocated - reserved - safety) as available
    from stock.levels
    where sku = any(${skus}::text[]) and (${locations}::text[] is null or location = any(${locations}::text[]))
    order by sku, location`)
}
