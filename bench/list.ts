// The order desk over 1,000,000 orders: its queues page by page, and its search box.
import { type Database, sql } from '../src/base/platform/index.ts'
import { type House, openHouse, orderBody, stockUp } from './house.ts'
import { drive, percentile, type Run, request } from './load.ts'

export const skus = Array.from({ length: 1_000 }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
const orders = Number(process.env.ORDERS ?? 1_000_000)
const requests = 400

export async function list() {
  const house = await openHouse()
  try {
    await stockUp(house.database, skus, { quantity: 1_000_000 })
    await fill(house.database)
    const get = (path: string) => request('GET', path, house.key)
    const desk = await listTimes(house)
    const search = await drive(house.port, {
      connections: 4,
      count: requests,
      make: (n) => get(`/api/orders?limit=50&q=${encodeURIComponent(searchFor(n))}`),
    })
    allAnswered(search)
    return {
      listP50Ms: percentile(desk, 0.5),
      listP95Ms: percentile(desk, 0.95),
      searchP50Ms: percentile(search.times, 0.5),
      searchP95Ms: percentile(search.times, 0.95),
    }
  } finally {
    await house.close()
  }
}

/** How long each page of the desk's queues took, four at a time. */
export async function listTimes({ port, key }: House): Promise<number[]> {
  const run = await drive(port, {
    connections: 4,
    count: requests,
    make: (n) => request('GET', `/api/orders?limit=50&${queues[n % queues.length]}`, key),
  })
  allAnswered(run)
  return run.times
}

function allAnswered({ byStatus }: Run): void {
  if (byStatus[200] !== requests) throw new Error(`refused: ${JSON.stringify(byStatus)}`)
}

const queues = [
  '',
  'status=received',
  'status=confirmed',
  'status=closed',
  'status=confirmed&fulfilment=allocated',
  'held=true',
  'channel=web',
  'channel=phone',
]

/** Names, parts of mails and phones, numbers, postcodes, rare and common, hits and misses, Chinese and Latin. */
function searchFor(n: number): string {
  const options = [
    `ada${n % 5_000}@example`,
    `Byron ${n % 5_000}`,
    String(100_001 + ((n * 7_919) % orders)),
    `7946 ${String(n % 5_000).padStart(4, '0')}`,
    'SW1A',
    '王小明',
    '小明',
    `nobody${n}`,
    `WEB-${(n * 104_729) % orders}`,
    'example.com',
  ]
  return options[n % options.length] ?? ''
}

/** Real orders first, then a million copies of them: only the rows that the desk reads, in the order of their ids. */
export async function fill(database: Database): Promise<void> {
  const sample = JSON.stringify(Array.from({ length: 5_000 }, (_, n) => orderBody(n, skus)))
  for (let from = 0; from < orders; from += 100_000) {
    await database.begin(async (tx) => {
      await tx.run(sql`
        insert into orders.orders (id, number, channel, external_ref, status, fulfilment, payment, aftersales, rest,
          holds, currency, tax_included, customer, ship_to, goods, discount, charged, tax, total, placed_at, version, changed_at)
        select 'ord_01' || lpad(n::text, 24, '0'), 100001 + n, case when n % 10 = 0 then 'phone' else 'web' end,
          'WEB-' || n, (array['received','confirmed','closed','closed','closed'])[1 + n % 5],
          (array['none','allocated','delivered','delivered','delivered'])[1 + n % 5], 'none', 'none',
          (array['stock','release','none','none','none'])[1 + n % 5],
          case when n % 97 = 0 then '[{"id":"hld_1","code":"address","blocks":["ship"]}]'::jsonb else '[]' end,
          'GBP', true,
          case when n % 1000 = 0 then json_build_object('name', '王小明', 'email', 'wang@example.com') else (body->'customer')::json end,
          (body->'shipTo')::json, 400, 0, 0, 0, 400, now() - (${orders}::int - n) * interval '10 seconds', 1, now()
        from generate_series(${from}::int, ${from + 99_999}::int) as n,
          lateral (select ${sample}::jsonb -> (n % 5000) as body) as made`)
      await tx.run(sql`
        insert into orders.lines (order_id, line, sku, name, unit_price, discount, tax, ordered)
        select 'ord_01' || lpad(n::text, 24, '0'), line, 'SKU-' || lpad(((n * line) % 1000)::text, 4, '0'),
          '{"en":"Article"}', 200, 0, 0, 1
        from generate_series(${from}::int, ${from + 99_999}::int) as n, generate_series(1, 2) as line`)
    })
    process.stderr.write(`${from + 100_000} orders\n`)
  }
  const { findFollowers } = await import('../src/desk/find/index.ts')
  for (let from = 0; from < orders; from += 20_000)
    await database.begin(async (tx) => {
      const news = Array.from({ length: 20_000 }, (_, n) => ({
        stream: `ord_01${String(from + n).padStart(24, '0')}`,
        from: 1,
        to: 1,
      }))
      for (const follower of findFollowers) await follower.handle(tx, news, range)
    })
  await database.begin((tx) => tx.run(sql`analyze orders.orders`))
  await database.begin((tx) => tx.run(sql`analyze orders.lines`))
  await database.begin((tx) => tx.run(sql`analyze find.search`))
}

const range = { after: { tx: '0', position: 0 }, upTo: { tx: '0', position: 0 } }
