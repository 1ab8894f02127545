import { sql, type Tx } from '../../../base/platform/index.ts'

export type InvoiceRecord = {
  reference: string
  documentId: string
  firstRow: number
  orderId: string | null
  returnId: string | null
}

/** Which of these invoices came in before. */
export async function invoicesByReference(
  tx: Tx,
  references: readonly string[],
): Promise<Map<string, InvoiceRecord>> {
  const rows = await tx.rows<InvoiceRecord>(sql`
    select reference, document_id as "documentId", first_row as "firstRow", order_id as "orderId",
      return_id as "returnId"
    from intake.invoices where reference = any(${references}::text[])`)
  return new Map(rows.map((row) => [row.reference, row]))
}

export async function insertInvoices(tx: Tx, invoices: readonly InvoiceRecord[]): Promise<void> {
  if (invoices.length === 0) return
  await tx.run(sql`
    insert into intake.invoices (reference, document_id, first_row, order_id, return_id)
    select reference, "documentId", "firstRow", "orderId", "returnId"
    from json_to_recordset(${JSON.stringify(invoices)}::json) as new(reference text, "documentId" text,
      "firstRow" int, "orderId" text, "returnId" text)`)
}

export type SoldLine = { customer: string; sku: string; orderId: string; line: number }

/** The order lines that customers bought skus on, pair by pair. */
export async function soldLines(
  tx: Tx,
  pairs: readonly { customer: string; sku: string }[],
): Promise<SoldLine[]> {
  if (pairs.length === 0) return []
  return await tx.rows<SoldLine>(sql`
    select customer, sku, order_id as "orderId", line
    from (select distinct customer, sku from json_to_recordset(${JSON.stringify(pairs)}::json)
      as pair(customer text, sku text)) as pairs
    join intake.rows using (customer, sku) where kind = 'line' and rows.customer is not null`)
}
