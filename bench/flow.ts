// The whole flow: 20,000 orders received without stock, confirmed, allocated when the goods arrive, shipped, delivered.
import { openHouse, orderBody, stockUp } from './house.ts'
import { connection, median, request } from './load.ts'

const skus = Array.from({ length: 1_000 }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
const orders = 20_000
const perCall = 1_000

export async function flow(runs: number) {
  const rates: number[] = []
  for (let run = 0; run <= runs; run++) {
    const rate = await once()
    process.stderr.write(`${rate.toFixed(0)} orders/s through all steps\n`)
    if (run > 0) rates.push(rate)
  }
  return { ordersPerSecond: median(rates) }
}

type House = Awaited<ReturnType<typeof openHouse>>
type Outcomes = { outcomes: { status: number; order?: { id: string; fulfilment: string } }[] }

async function once(): Promise<number> {
  const house = await openHouse()
  try {
    await stockUp(house.database, skus, { quantity: 0, policy: 'backorder' })
    const started = performance.now()
    const ids = await receive(house)
    lap('received', started)
    await command(house, ids, { command: 'confirm' })
    lap('confirmed', started)
    await stockUp(house.database, skus, { quantity: 1_000_000, policy: 'backorder' })
    await allocated(house)
    lap('allocated', started)
    await command(house, ids, { command: 'ship', trackingNumber: 'T1' })
    lap('shipped', started)
    await command(house, ids, { command: 'deliver' })
    lap('delivered', started)
    return orders / ((performance.now() - started) / 1000)
  } finally {
    await house.close()
  }
}

function lap(step: string, started: number): void {
  process.stderr.write(`${step} after ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

let calls = 0

/** Sends calls two at a time; every item in them must succeed. */
export async function all(
  house: House,
  path: string,
  bodies: object[],
): Promise<Outcomes['outcomes']> {
  const sockets = await Promise.all([connection(house.port), connection(house.port)])
  const answers: Outcomes['outcomes'][] = []
  let next = 0
  const work = async (socket: (typeof sockets)[number]) => {
    while (next < bodies.length) {
      const index = next++
      const sent = request('POST', path, house.key, {
        body: bodies[index],
        idempotencyKey: `flow-${calls++}`,
      })
      const reply = await socket.send(sent)
      answers[index] = (JSON.parse(reply.body.toString()) as Outcomes).outcomes
    }
    socket.close()
  }
  await Promise.all(sockets.map(work))
  const outcomes = answers.flat()
  const failed = outcomes.find(({ status }) => status >= 400)
  if (failed) throw new Error(`refused: ${JSON.stringify(failed)}`)
  return outcomes
}

async function receive(house: House): Promise<string[]> {
  const bodies = chunks(orders).map((numbers) => ({
    orders: numbers.map((n) => orderBody(n, skus)),
  }))
  const outcomes = await all(house, '/api/orders/batch', bodies)
  return outcomes.map(({ order }) => order?.id ?? '')
}

async function command(house: House, ids: readonly string[], what: object): Promise<void> {
  const bodies = chunks(orders).map((numbers) => ({
    commands: numbers.map((n) => ({ id: ids[n], do: what })),
  }))
  await all(house, '/api/orders/commands', bodies)
}

/** The goods have arrived: waits until the follower has allocated all orders, as the log's reader would see it. */
async function allocated({ database }: House): Promise<void> {
  const { sql } = await import('../src/base/platform/index.ts')
  for (;;) {
    const [row] = await database.read((tx) =>
      tx.rows<{ waiting: boolean }>(sql`
        select exists (select from orders.lines where allocated + cancelled < ordered) as waiting`),
    )
    if (!row?.waiting) return
    await new Promise((resume) => setTimeout(resume, 50))
  }
}

function chunks(count: number): number[][] {
  return Array.from({ length: Math.ceil(count / perCall) }, (_, chunk) =>
    Array.from(
      { length: Math.min(perCall, count - chunk * perCall) },
      (_, n) => chunk * perCall + n,
    ),
  )
}
