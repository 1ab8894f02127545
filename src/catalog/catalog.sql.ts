import { sql, type Tx } from '../platform/index.ts'

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
export type Price = { sku: string; priceList: string; amount: number }

const variantColumns = sql`
  sku, json_strip_nulls(json_build_object('zh', name_zh, 'en', name_en)) as name, weight_g as "weightG",
  length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", hs_code as "hsCode", origin,
  tax_class as "taxClass", policy, active, version`

export async function variantsBySku(tx: Tx, skus: readonly string[]): Promise<Variant[]> {
  return await tx.rows<Variant>(
    sql`select ${variantColumns} from catalog.variants where sku = any(${skus}::text[])`,
  )
}

/** Variants in sku order after a cursor; `q` finds parts of sku and names. */
export async function variantsPage(
  tx: Tx,
  { after, limit, q }: { after: string; limit: number; q: string | null },
): Promise<Variant[]> {
  return await tx.rows<Variant>(sql`
    select ${variantColumns} from catalog.variants
    where sku > ${after}
      and (${q}::text is null or strpos(lower(concat_ws(' ', sku, name_zh, name_en)), lower(${q}::text)) > 0)
    order by sku limit ${limit}`)
}

export async function pricesOf(tx: Tx, skus: readonly string[]): Promise<Price[]> {
  return await tx.rows<Price>(sql`
    select sku, price_list as "priceList", amount from catalog.prices where sku = any(${skus}::text[])`)
}

/** The best list first. */
export async function priceLists(tx: Tx): Promise<PriceList[]> {
  return await tx.rows<PriceList>(sql`
    select code, currency, tax_included as "taxIncluded", channels, priority
    from catalog.price_lists order by priority desc, code`)
}

export async function taxRates(tx: Tx): Promise<TaxRate[]> {
  return await tx.rows<TaxRate>(sql`
    select country, tax_class as "taxClass", rate_ppm as "ratePpm" from catalog.tax_rates`)
}

/** Writes variants whole; a change counts the version up. */
export async function saveVariants(
  tx: Tx,
  variants: readonly Omit<Variant, 'version'>[],
  at: Date,
) {
  await tx.run(sql`
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
      version = old.version + 1, changed_at = excluded.changed_at`)
}

export async function savePriceLists(tx: Tx, lists: readonly PriceList[]): Promise<void> {
  await tx.run(sql`
    insert into catalog.price_lists (code, currency, tax_included, channels, priority)
    select code, currency, "taxIncluded", channels, priority
    from json_to_recordset(${JSON.stringify(lists)}::json)
      as new(code text, currency text, "taxIncluded" boolean, channels text[], priority int)
    on conflict (code) do update set currency = excluded.currency, tax_included = excluded.tax_included,
      channels = excluded.channels, priority = excluded.priority`)
}

export async function savePrices(tx: Tx, prices: readonly Price[]): Promise<void> {
  await tx.run(sql`
    insert into catalog.prices (price_list, sku, amount)
    select "priceList", sku, amount
    from json_to_recordset(${JSON.stringify(prices)}::json) as new("priceList" text, sku text, amount bigint)
    order by sku, "priceList"
    on conflict (sku, price_list) do update set amount = excluded.amount`)
}

export async function saveTaxRates(tx: Tx, rates: readonly TaxRate[]): Promise<void> {
  await tx.run(sql`
    insert into catalog.tax_rates (country, tax_class, rate_ppm)
    select country, "taxClass", "ratePpm"
    from json_to_recordset(${JSON.stringify(rates)}::json) as new(country text, "taxClass" text, "ratePpm" int)
    on conflict (country, tax_class) do update set rate_ppm = excluded.rate_ppm`)
}
