// A rush: 400 clients at once for one unit of a sku with 100 in stock; then one sku with plenty.
import { openHouse, orderBody, stockUp } from './house.ts'
import { connection, drive, median, request } from './load.ts'

const clients = 400
const inStock = 100
const plenty = 20_000

export async function hot(runs: number) {
  const house = await openHouse()
  try {
    const rushes = []
    const rates: number[] = []
    for (let run = 0; run <= runs; run++) {
      const rush = await rushFor(house, `RUSH-${run}`)
      const rate = await oneSku(house, `PLENTY-${run}`)
      process.stderr.write(`${JSON.stringify(rush)} ${rate.toFixed(0)}/s\n`)
      if (run === 0) continue
      rushes.push(rush)
      rates.push(rate)
    }
    return {
      attempts: clients,
      sold: median(rushes.map(({ sold }) => sold)),
      oversold: Math.max(...rushes.map(({ sold }) => Math.max(0, sold - inStock))),
      slowestMs: median(rushes.map(({ slowestMs }) => slowestMs)),
      ordersPerSecond: median(rates),
    }
  } finally {
    await house.close()
  }
}

type Place = Pick<Awaited<ReturnType<typeof openHouse>>, 'port' | 'key' | 'database'>

async function rushFor({ port, key, database }: Place, sku: string) {
  await stockUp(database, [sku], { quantity: inStock })
  const sockets = await Promise.all(Array.from({ length: clients }, () => connection(port)))
  const replies = await Promise.all(
    sockets.map((socket, n) =>
      socket.send(
        request('POST', '/api/orders', key, { body: one(n, sku), idempotencyKey: `${sku}-${n}` }),
      ),
    ),
  )
  for (const socket of sockets) socket.close()
  const sold = replies.filter(({ status }) => status === 201).length
  const refused = replies.filter(({ status }) => status === 409).length
  if (sold + refused !== clients) throw new Error('somebody got neither an order nor a refusal')
  return { sold, slowestMs: Math.max(...replies.map(({ ms }) => ms)) }
}

async function oneSku({ port, key, database }: Place, sku: string): Promise<number> {
  await stockUp(database, [sku], { quantity: 1_000_000 })
  const { seconds, byStatus } = await drive(port, {
    connections: 64,
    count: plenty,
    make: (n) =>
      request('POST', '/api/orders', key, { body: one(n, sku), idempotencyKey: `${sku}-${n}` }),
  })
  if (byStatus[201] !== plenty) throw new Error(`not all were placed: ${JSON.stringify(byStatus)}`)
  return plenty / seconds
}

function one(n: number, sku: string) {
  return { ...orderBody(n, [sku], 1), lines: [{ sku, quantity: 1 }] }
}
