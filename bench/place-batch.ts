// Orders placed a thousand at a time by POST /api/orders/batch, two batches under way.
import { openHouse, orderBody, stockUp } from './house.ts'
import { drive, median, request } from './load.ts'

const skus = Array.from({ length: 1_000 }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
const perBatch = 1_000
const batches = 30

export async function placeBatch(runs: number) {
  const house = await openHouse()
  try {
    await stockUp(house.database, skus, { quantity: 1_000_000 })
    const rates: number[] = []
    for (let run = 0; run <= runs; run++) {
      const requests = Array.from({ length: batches }, (_, batch) =>
        request('POST', '/api/orders/batch', house.key, {
          body: { orders: ordersOf(run * batches + batch) },
          idempotencyKey: `batch-${run}-${batch}`,
        }),
      )
      const { seconds, byStatus } = await drive(house.port, {
        connections: 2,
        count: batches,
        make: (n) => requests[n] as Buffer,
      })
      if (byStatus[200] !== batches) throw new Error(`refused: ${JSON.stringify(byStatus)}`)
      const rate = (batches * perBatch) / seconds
      process.stderr.write(`${rate.toFixed(0)} orders/s\n`)
      if (run > 0) rates.push(rate)
    }
    return { ordersPerSecond: median(rates) }
  } finally {
    await house.close()
  }
}

function ordersOf(batch: number) {
  return Array.from({ length: perBatch }, (_, n) => orderBody(batch * perBatch + n, skus))
}
