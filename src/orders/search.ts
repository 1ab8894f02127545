// The search box: which orders have every word of it.
import { empty, join, type Sql, sql } from '../platform/index.ts'

/**
 * Every word of the search must stand in the order's words; fewer than three letters count from a word's beginning. `before`
 * are the ids wanted; `page` is given where the words alone decide, so that no more orders than those of the page are looked
 * up. Begins with `and`; empty where nothing is searched for.
 */
export function found(
  q: string | undefined,
  before: string | null,
  page: { channels: readonly string[] | null; limit: number } | null,
): Sql {
  const words = (q ?? '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return empty
  const likes = words.map((word) => sql`and (${join(spellings(word).map(like), ' or ')})`)
  const mine = page?.channels ?? null
  return sql`and id in (
    select order_id from orders.search
    where true ${join(likes, ' ')} ${before === null ? empty : sql`and order_id < ${before}`}
      ${mine === null ? empty : sql`and channel = any(${mine}::text[])`}
    ${page === null ? empty : sql`order by order_id desc limit ${page.limit}`})`
}

/** What looks like a telephone number is looked for by its digits too, for so it stands in the words. */
function spellings(word: string): string[] {
  const digits = word.replace(/\D/g, '')
  return /^[+\d()./-]+$/.test(word) && digits !== word && digits !== '' ? [word, digits] : [word]
}

/**
 * Of a mail address only the part before the @ is looked up: almost every order has the letters of some `example.com`, and
 * going through all of these took longer than comparing the few that are left.
 */
function like(word: string): Sql {
  const [local = ''] = word.split('@')
  if (local.length >= 3 && local !== word)
    return sql`(words like ${`%${escaped(local)}@%`} and strpos(words, ${word}) > 0)`
  return sql`words like ${word.length < 3 ? `% ${escaped(word)}%` : `%${escaped(word)}%`}`
}

function escaped(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
