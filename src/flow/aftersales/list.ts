import { type Page, type PageAsked, pageOf } from '../../base/http/index.ts'
import { empty, type Refusal, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import { type ReturnHead, returnColumns } from './returns.sql.ts'

export type ReturnFilter = PageAsked & {
  order?: string | undefined
  state?: string | undefined
  matched?: 'true' | 'false' | undefined
  currency?: string | undefined
  /** A part of what its document says about it. */
  q?: string | undefined
}

/** A page of returns, newest first. `channels` null is all; a return without a channel is seen by those who see all. */
export async function listReturns(
  tx: Tx,
  filter: ReturnFilter,
  channels: readonly string[] | null,
): Promise<Page<ReturnHead> | Refusal> {
  return await pageOf(filter, {
    parts: 1,
    rowsAfter: (key, limit) =>
      tx.rows<ReturnHead>(sql`
        select ${returnColumns} from aftersales.returns
        where ${conditions(filter, key ? String(key[0]) : null, channels)}
        order by id desc limit ${limit}`),
    keyOf: ({ id }) => [id],
  })
}

function conditions(
  { order, state, matched, currency, q }: ReturnFilter,
  before: string | null,
  channels: readonly string[] | null,
): Sql {
  const open = sql`id in (
    select return_id from aftersales.lines where sku is not null and lines.matched < quantity)`
  return sql`true
    ${before === null ? empty : sql`and id < ${before}`}
    ${channels === null ? empty : sql`and channel = any(${channels}::text[])`}
    ${state === undefined ? empty : sql`and state = ${state}`}
    ${currency === undefined ? empty : sql`and currency = ${currency}`}
    ${q ? sql`and ${telling(q)}` : empty}
    ${order === undefined ? empty : sql`and id in (select return_id from aftersales.matches where order_id = ${order})`}
    ${matched === undefined ? empty : matched === 'true' ? sql`and not ${open}` : sql`and ${open}`}`
}

/**
 * Matches parts, because people do not know exactly how the document wrote it. No index supports that, and none is needed: there
 * are hundreds of open returns, not millions.
 */
function telling(q: string): Sql {
  const has = (text: Sql) =>
    sql`strpos(lower(${text} collate pg_c_utf8), lower(${q}::text collate pg_c_utf8)) > 0`
  return sql`(${has(sql`concat_ws(' ', number, reference, customer)`)} or id in (
    select return_id from aftersales.lines where ${has(sql`concat_ws(' ', sku, label)`)}))`
}
