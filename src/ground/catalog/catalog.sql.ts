import { empty, sql, type Tx } from '../../base/platform/index.ts'

export type Names = { zh?: string | undefined; en?: string | undefined }
export type Variant = {
  sku: string
  name: Names
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  hsCode: string | null
  origin: string | null
  taxClass: string
  policy: 'refuse' | 'backorder'
  active: boolean
  version: number
}
export type PriceList = {
  code: string
  currency: string
  taxIncluded: boolean
  channels: string[] | null
  priority: number
}
export type TaxRate = { country: string; taxClass: string; ratePpm: number }
/** How often it was changed, and who changed it last. */
export type Changed = { version: number; changedAt: Date; changedBy: string }
export type Price = { sku: string; priceList: string; amount: number }

const variantColumns = sql`
  sku, json_strip_nulls(json_build_object('zh', name_zh, 'en', name_en)) as name, weight_g as "weightG",
  length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", hs_code as "hsCode", origin,
  tax_class as "taxClass", policy, active, version`

/** Variants by sku; with `lock`, in sku order under their locks, so that two writers never wait in a circle. */
export async function variantsBySku(
  tx: Tx,
  skus: readonly string[],
  lock?: 'lock',
): Promise<Variant[]> {
  return await tx.rows<Variant>(sql`
    select ${variantColumns} from catalog.variants where sku = any(${skus}::text[])
    ${lock ? sql`order by sku for update` : empty}`)
}

/** Variants in sku order after a cursor; `q` finds parts of sku and names. */
export async function variantsPage(
  tx: Tx,
  { after, limit, q }: { after: string; limit: number; q: string | null },
): Promise<Variant[]> {
  return await tx.rows<Variant>(sql`
    select ${variantColumns} from catalog.variants
    where sku > ${after}
      and (${q}::text is null or strpos(
        lower(concat_ws(' ', sku, name_zh, name_en) collate pg_c_utf8), lower(${q}::text collate pg_c_utf8)) > 0)
    order by sku limit ${limit}`)
}

/** The skus whose sku or names hold a text, at most `limit`. */
export async function skusLike(tx: Tx, q: string, limit = 5_000): Promise<string[]> {
  const rows = await tx.rows<{ sku: string }>(sql`
    select sku from catalog.variants
    where strpos(
      lower(concat_ws(' ', sku, name_zh, name_en) collate pg_c_utf8), lower(${q}::text collate pg_c_utf8)) > 0
    order by sku limit ${limit}`)
  return rows.map(({ sku }) => sku)
}

/** What goods are called, by sku. */
export async function namesOf(tx: Tx, skus: readonly string[]): Promise<Map<string, Names>> {
  if (skus.length === 0) return new Map()
  const rows = await tx.rows<{ sku: string; name: Names }>(sql`
    select sku, json_strip_nulls(json_build_object('zh', name_zh, 'en', name_en)) as name
    from catalog.variants where sku = any(${skus}::text[])`)
  return new Map(rows.map(({ sku, name }) => [sku, name]))
}

export async function pricesOf(tx: Tx, skus: readonly string[]): Promise<Price[]> {
  return await tx.rows<Price>(sql`
    select sku, price_list as "priceList", amount from catalog.prices where sku = any(${skus}::text[])`)
}

const changedColumns = sql`version, changed_at as "changedAt", changed_by as "changedBy"`

/** The best list first. */
export async function priceLists(tx: Tx): Promise<(PriceList & Changed)[]> {
  return await tx.rows<PriceList & Changed>(sql`
    select code, currency, tax_included as "taxIncluded", channels, priority, ${changedColumns}
    from catalog.price_lists order by priority desc, code`)
}

export async function taxRates(tx: Tx): Promise<(TaxRate & Changed)[]> {
  return await tx.rows<TaxRate & Changed>(sql`
    select country, tax_class as "taxClass", rate_ppm as "ratePpm", ${changedColumns}
    from catalog.tax_rates order by country, tax_class`)
}

/** Replaces variants; a change counts the version up. Answers them as they are now. */
export async function writeVariants(
  tx: Tx,
  variants: readonly Omit<Variant, 'version'>[],
  at: Date,
): Promise<Variant[]> {
  if (variants.length === 0) return []
  return await tx.rows<Variant>(sql`
    insert into catalog.variants as old (sku, name_zh, name_en, weight_g, length_mm, width_mm, height_mm, hs_code,
      origin, tax_class, policy, active, changed_at)
    select sku, name->>'zh', name->>'en', "weightG", "lengthMm", "widthMm", "heightMm", "hsCode",
      origin, "taxClass", policy, active, ${at}
    from json_to_recordset(${JSON.stringify(variants)}::json) as new(sku text, name json, "weightG" int,
      "lengthMm" int, "widthMm" int, "heightMm" int, "hsCode" text, origin text, "taxClass" text, policy text,
      active boolean)
    order by sku
    on conflict (sku) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
      weight_g = excluded.weight_g, length_mm = excluded.length_mm, width_mm = excluded.width_mm,
      height_mm = excluded.height_mm, hs_code = excluded.hs_code, origin = excluded.origin,
      tax_class = excluded.tax_class, policy = excluded.policy, active = excluded.active,
      version = old.version + 1, changed_at = excluded.changed_at
    returning ${variantColumns}`)
}

/** Counts up the versions of locked variants, because a change is written to their log: sku → version. */
export async function countUp(
  tx: Tx,
  skus: readonly string[],
  at: Date,
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ sku: string; version: number }>(sql`
    update catalog.variants set version = version + 1, changed_at = ${at}
    where sku = any(${skus}::text[]) returning sku, version`)
  return new Map(rows.map(({ sku, version }) => [sku, version]))
}

export async function writePriceLists(
  tx: Tx,
  lists: readonly (PriceList & Changed)[],
): Promise<void> {
  await tx.run(sql`
    insert into catalog.price_lists
      (code, currency, tax_included, channels, priority, version, changed_at, changed_by)
    select code, currency, "taxIncluded", channels, priority, version, "changedAt", "changedBy"
    from json_to_recordset(${JSON.stringify(lists)}::json)
      as new(code text, currency text, "taxIncluded" boolean, channels text[], priority int, version int,
        "changedAt" timestamptz, "changedBy" text)
    on conflict (code) do update set currency = excluded.currency, tax_included = excluded.tax_included,
      channels = excluded.channels, priority = excluded.priority, version = excluded.version,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

/** Which of these lists have a price. */
export async function pricedLists(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ code: string }>(sql`
    select code from catalog.price_lists
    where code = any(${codes}::text[]) and exists (select from catalog.prices where price_list = code)`)
  return new Set(rows.map(({ code }) => code))
}

export async function writePrices(tx: Tx, prices: readonly Price[]): Promise<void> {
  await tx.run(sql`
    insert into catalog.prices (price_list, sku, amount)
    select "priceList", sku, amount
    from json_to_recordset(${JSON.stringify(prices)}::json) as new("priceList" text, sku text, amount bigint)
    order by sku, "priceList"
    on conflict (sku, price_list) do update set amount = excluded.amount`)
}

export async function deletePrices(
  tx: Tx,
  prices: readonly Omit<Price, 'amount'>[],
): Promise<void> {
  await tx.run(sql`
    delete from catalog.prices as old
    using json_to_recordset(${JSON.stringify(prices)}::json) as gone("priceList" text, sku text)
    where old.sku = gone.sku and old.price_list = gone."priceList"`)
}

/** Prices in the order of sku and list, after a cursor. */
export async function pricesPage(
  tx: Tx,
  {
    after,
    limit,
    sku,
    priceList,
  }: { after: [string, string]; limit: number; sku: string | null; priceList: string | null },
): Promise<Price[]> {
  return await tx.rows<Price>(sql`
    select sku, price_list as "priceList", amount from catalog.prices
    where (sku, price_list) > (${after[0]}, ${after[1]})
      and (${sku}::text is null or sku = ${sku}) and (${priceList}::text is null or price_list = ${priceList})
    order by sku, price_list limit ${limit}`)
}

export async function writeTaxRates(tx: Tx, rates: readonly (TaxRate & Changed)[]): Promise<void> {
  await tx.run(sql`
    insert into catalog.tax_rates (country, tax_class, rate_ppm, version, changed_at, changed_by)
    select country, "taxClass", "ratePpm", version, "changedAt", "changedBy"
    from json_to_recordset(${JSON.stringify(rates)}::json) as new(country text, "taxClass" text, "ratePpm" int,
      version int, "changedAt" timestamptz, "changedBy" text)
    on conflict (country, tax_class) do update set rate_ppm = excluded.rate_ppm, version = excluded.version,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export async function deleteTaxRate(tx: Tx, { country, taxClass }: Omit<TaxRate, 'ratePpm'>) {
  await tx.run(sql`
    delete from catalog.tax_rates where country = ${country} and tax_class = ${taxClass}`)
}

/** Allows one writer at a time to change the small tables; readers do not wait. */
export async function lockTerms(tx: Tx): Promise<void> {
  await tx.run(sql`lock table catalog.price_lists, catalog.tax_rates in share row exclusive mode`)
}

/** Prevents a change of a list's currency while prices are written in it; writers of prices do not wait for one another. */
export async function lockListsForPrices(tx: Tx): Promise<void> {
  await tx.run(sql`lock table catalog.price_lists in row exclusive mode`)
}
