// The limit: the rows of an order written straight by SQL, in batches of 128, with nothing decided and nobody asked.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { orderBody } from './house.ts'

const batch = 128

/** Writes `count` orders with lines, claims, facts and answers; answers the orders per second. */
export async function writeStraight(url: string, skus: readonly string[], count: number) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const [first] = (
      await client.query(`select to_jsonb(o) as head,
        (select jsonb_agg(to_jsonb(l)) from orders.lines l where order_id = o.id) as lines,
        (select jsonb_agg(to_jsonb(f) - 'tx' - 'position') from platform.facts f where stream = o.id) as facts
      from orders.orders o limit 1`)
    ).rows
    const started = performance.now()
    for (let n = 0; n < count; n += batch) await writeBatch(client, first, skus, n)
    return count / ((performance.now() - started) / 1000)
  } finally {
    await client.end()
  }
}

type Sample = { head: object; lines: object[]; facts: { data: object }[] }

async function writeBatch(
  client: pg.Client,
  sample: Sample,
  skus: readonly string[],
  from: number,
) {
  const rows = Array.from({ length: batch }, (_, index) => rowsOf(sample, skus, from + index))
  await client.query('begin')
  await insert(
    client,
    'orders.orders',
    rows.map(({ head }) => head),
  )
  await insert(
    client,
    'orders.lines',
    rows.flatMap(({ lines }) => lines),
  )
  await insert(
    client,
    'stock.allocations',
    rows.flatMap(({ claims }) => claims),
  )
  await client.query({
    name: 'levels',
    text: `update stock.levels set allocated = allocated + claimed.quantity
      from (select sku, sum(quantity)::int as quantity from json_to_recordset($1::json) as c(sku text, quantity int)
        group by sku) as claimed where levels.sku = claimed.sku and location = 'MAIN'`,
    values: [JSON.stringify(rows.flatMap(({ claims }) => claims))],
  })
  await client.query({
    name: 'facts',
    text: `insert into platform.facts (stream, version, type, data, by, command, at)
      select stream, version, type, data, by, command, at from json_populate_recordset(null::platform.facts, $1::json)`,
    values: [JSON.stringify(rows.flatMap(({ facts }) => facts))],
  })
  await client.query({
    name: 'answers',
    text: `insert into platform.answers (caller, route, key, fingerprint, status, body)
      select 'bench', 'straight', key, decode(fingerprint, 'hex'), 201, body
      from json_to_recordset($1::json) as a(key text, fingerprint text, body text)`,
    values: [JSON.stringify(rows.map(({ answer }) => answer))],
  })
  await client.query('commit')
}

async function insert(client: pg.Client, table: string, rows: object[]): Promise<void> {
  const text = `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`
  await client.query({ name: table, text, values: [JSON.stringify(rows)] })
}

function rowsOf({ head, lines, facts }: Sample, skus: readonly string[], n: number) {
  const id = `ord_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`
  const asked = orderBody(n, skus)
  const number = 10_000_000_000 + Math.floor(Math.random() * 1e12)
  const placed = {
    ...head,
    id,
    number,
    customer: asked.customer,
    ship_to: asked.shipTo,
    external_ref: null,
  }
  return {
    head: placed,
    lines: lines.map((line, index) => ({ ...line, order_id: id, sku: asked.lines[index]?.sku })),
    claims: asked.lines.map(({ sku, quantity }, index) => ({
      order_id: id,
      line: index + 1,
      location: 'MAIN',
      sku,
      quantity,
      released: 0,
      packed: 0,
    })),
    facts: facts.map((fact) => ({ ...fact, stream: id })),
    answer: { key: id, fingerprint: '00'.repeat(32), body: JSON.stringify({ ...placed, lines }) },
  }
}
