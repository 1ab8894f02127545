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
 * Every word of the search must be in the order's words; fewer than three letters must be at the beginning of a word. `before` limits
 * the ids; `page` is given when the words alone decide, so that only the orders of the page are looked up. Begins with `and`; empty
 * when there is nothing to search for.
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

/** A word that looks like a telephone number is also searched by its digits, because that is how numbers are stored. */
function spellings(word: string): string[] {
  const digits = word.replace(/\D/g, '')
  return /^[+\d()./-]+$/.test(word) && digits !== word && digits !== '' ? [word, digits] : [word]
}

/**
 * Of an e-mail address only the part before the @ is looked up in the index: almost every order contains the letters of some
 * `example.com`, and going through all of these took longer than comparing the few orders that are left.
 */
function like(word: string): Sql {
  const [local = ''] = word.split('@')
  if (local.length >= 3 && local !== word)
    return sql`(words like ${`%${escaped(local)}@%`} and strpos(words, ${word}) > 0)`
  return sql`words like ${pattern(word)}`
}

/** Matches what is shown unmasked, or a complete word: somebody who knows the complete number or e-mail finds it. */
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
