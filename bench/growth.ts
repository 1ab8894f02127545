// A house that grows: placing and the desk's list on an empty database, on 1,000,000 and on 3,000,000 orders, and the room
// they take. The orders come by the real doors, a thousand in each request, with their facts, tallies and followers.
// A trial of 20,000 took 6.6 kB an order: the whole wants some 20 GB of disk.
import { type Database, sql } from '../src/base/platform/index.ts'
import { all } from './flow.ts'
import { caughtUp, type House, openHouse, orderBody, stockUp } from './house.ts'
import { listTimes, skus } from './list.ts'
import { median, percentile } from './load.ts'
import { repeated } from './place.ts'

const whole = 1_000_000
const perCall = 1_000
/** After so many the followers catch up, as they would in the years that this stands for. */
const stretch = 50_000

/** With fewer `orders` than a million both stages shrink alike, and the figures are named by what was there. */
export async function growth(runs: number, orders = whole) {
  const [one, three] = [nameOf(orders), nameOf(3 * orders)]
  if (orders !== whole) process.stderr.write(`a trial on ${one} and ${three} orders\n`)
  const house = await openHouse()
  try {
    await stockUp(house.database, skus, { quantity: 1_000_000 })
    const bytes = await size(house.database)
    const [place0, placed] = await placing(house, runs, orders)
    await fill(house, placed, orders)
    const gigabytes = ((await size(house.database)) - bytes) / 1e9
    const listOne = await listing(house)
    const [placeOne] = await placing(house, runs, orders)
    await fill(house, orders + placed, 3 * orders)
    const listThree = await listing(house)
    const [placeThree] = await placing(house, runs, orders)
    return {
      place0,
      [`place${one}`]: placeOne,
      [`place${three}`]: placeThree,
      [`list${one}P95Ms`]: listOne,
      [`list${three}P95Ms`]: listThree,
      [`gigabytes${one}`]: gigabytes,
    }
  } finally {
    await house.close()
  }
}

function nameOf(orders: number): string {
  return orders % whole === 0 ? `${orders / whole}M` : String(orders)
}

/** Orders a second with 64 clients, as the bench `place` has them, and how many orders that has left behind. */
async function placing(house: House, runs: number, orders: number): Promise<[number, number]> {
  const perRun = Math.ceil((20_000 * orders) / whole)
  const results = await repeated(house, runs, 64, perRun)
  return [median(results.map(({ rate }) => rate)), perRun * (runs + 1)]
}

/** The 95th percentile of the desk's list, when the followers have caught up and the planner knows the tables. */
async function listing(house: House): Promise<number> {
  await caughtUp(house.database)
  await house.database.begin((tx) => tx.run(sql`analyze`))
  return percentile(await listTimes(house), 0.95)
}

/** Places orders, confirms one in five and holds one in 97, until there are `to`. */
async function fill(house: House, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += stretch) {
    const started = performance.now()
    const numbers = Array.from({ length: Math.min(stretch, to - at) }, (_, index) => at + index)
    const bodies = together(numbers.map(orderOf)).map((orders) => ({ orders }))
    const outcomes = await all(house, '/api/orders/batch', bodies)
    const rate = numbers.length / ((performance.now() - started) / 1000)
    const commands = outcomes.flatMap(({ order }, index) => commandOf(order?.id, at + index))
    const calls = together(commands).map((some) => ({ commands: some }))
    await all(house, '/api/orders/commands', calls)
    const behind = await caughtUp(house.database)
    process.stderr.write(
      `${at + numbers.length} orders, placed at ${rate.toFixed(0)}/s, followers done after ${behind.toFixed(1)} s\n`,
    )
  }
}

/** The n-th order, with the channels, references and names of the bench `list`. */
function orderOf(n: number) {
  const order = { ...orderBody(n, skus), externalRef: `WEB-${n}` }
  if (n % 10 === 0) order.channel = 'phone'
  return n % 1_000 === 0
    ? { ...order, customer: { name: '王小明', email: 'wang@example.com' } }
    : order
}

function commandOf(id: string | undefined, n: number) {
  if (n % 97 === 0) return [{ id, do: { command: 'hold', code: 'address' } }]
  return n % 5 === 1 ? [{ id, do: { command: 'confirm' } }] : []
}

function together<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / perCall) }, (_, call) =>
    items.slice(call * perCall, (call + 1) * perCall),
  )
}

async function size(database: Database): Promise<number> {
  const [row] = await database.read((tx) =>
    tx.rows<{ bytes: number }>(sql`select pg_database_size(current_database()) as bytes`),
  )
  return Number(row?.bytes)
}
