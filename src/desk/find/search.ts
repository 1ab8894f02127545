// The search box: which orders have every word of it.
import { type Caller, mayReveal } from '../../base/http/index.ts'
import { empty, join, type Sql, sql } from '../../base/platform/index.ts'
import type { Sought } from './filter-shape.ts'

/** A filter as this caller may search by it. */
export function searchedBy<Filter extends { q?: string | undefined }>(
  { q, ...filter }: Filter,
  caller: Pick<Caller, 'kind' | 'permissions'>,
): Omit<Filter, 'q'> & { q?: Sought | undefined } {
  if (q === undefined) return filter
  return { ...filter, q: mayReveal(caller) ? q : { text: q, inPart: true } }
}

/**
 * Every word of the search must stand in the order's words; fewer than three letters count from a word's beginning. `before`
 * are the ids wanted; `page` is given where the words alone decide, so that no more orders than those of the page are looked
 * up. Begins with `and`; empty where nothing is searched for.
 */
export function found(
  q: Sought | undefined,
  before: string | null,
  page: { channels: readonly string[] | null; limit: number } | null,
): Sql {
  const { text, inPart } = typeof q === 'object' ? q : { text: q ?? '', inPart: false }
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return empty
  const match = inPart ? likeInPart : like
  const likes = words.map((word) => sql`and (${join(spellings(word).map(match), ' or ')})`)
  const mine = page?.channels ?? null
  return sql`and id in (
    select order_id from find.search ${inPart ? shownWords : empty}
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
  return sql`words like ${pattern(word)}`
}

/** In what is shown anyway, or a whole word: who knows a number or a mail address whole finds by it. */
function likeInPart(word: string): Sql {
  const whole = `% ${escaped(word)} %`
  return sql`(${like(word)} and (known.shown like ${pattern(word)} or words like ${whole}))`
}

function pattern(word: string): string {
  return word.length < 3 ? `% ${escaped(word)}%` : `%${escaped(word)}%`
}

/** The words without the mail address, and with as much of the telephone number as is shown. */
const shownWords = sql`,
  lateral (
    select regexp_replace(customer->>'phone', '[^0-9]', '', 'g') as phone,
      lower(normalize(customer->>'email', NFKC) collate pg_c_utf8) as email
    from orders.orders where id = order_id) as reached,
  lateral (
    select replace(
      replace(words, coalesce(' ' || phone || ' ', ''),
        ' ' || right(phone, case when length(phone) < 8 then 2 else 4 end) || ' '),
      coalesce(' ' || email || ' ', ''), ' ') as shown) as known`

function escaped(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
