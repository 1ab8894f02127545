// Placing orders by HTTP, beside the same rows written straight by SQL.
import { cpuOf } from './cpu.ts'
import { type House, openHouse, orderBody, stockUp } from './house.ts'
import { drive, median, percentile, request } from './load.ts'
import { writeStraight } from './straight.ts'

const skus = Array.from({ length: 1_000 }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
const perRun = Number(process.env.PER_RUN ?? 20_000)

export async function place(runs: number) {
  const house = await openHouse()
  try {
    await stockUp(house.database, skus, { quantity: 1_000_000 })
    if (process.env.ONLY64) {
      await repeated(house, runs, 64, perRun)
      return {} as never
    }
    const at64 = await repeated(house, runs, 64, perRun)
    const at256 = await repeated(house, runs, 256, perRun)
    const alone = await repeated(house, runs, 1, 500)
    const limits: number[] = []
    for (let run = 0; run < runs; run++) limits.push(await writeStraight(house.url, skus, perRun))
    const limitPerSecond = median(limits)
    const ordersPerSecond = median(at64.map(({ rate }) => rate))
    return {
      ordersPerSecond,
      p50Ms: median(at64.map(({ p50 }) => p50)),
      p99Ms: median(at64.map(({ p99 }) => p99)),
      ordersPerSecond256: median(at256.map(({ rate }) => rate)),
      limitPerSecond,
      ratio: ordersPerSecond / limitPerSecond,
      aloneP50Ms: median(alone.map(({ p50 }) => p50)),
    }
  } finally {
    await house.close()
  }
}

let sequence = 0

async function repeated(house: House, runs: number, connections: number, count: number) {
  const results = []
  for (let run = 0; run <= runs; run++) {
    const base = sequence
    sequence += count
    const cpu = [
      cpuOf(house.serverPid),
      cpuOf(house.databasePid, true),
      process.cpuUsage(),
    ] as const
    const { seconds, times, byStatus } = await drive(house.port, {
      connections,
      count,
      make: (n) =>
        request('POST', '/api/orders', house.key, {
          body: orderBody(base + n, skus),
          idempotencyKey: `bench-${base + n}`,
        }),
    })
    const own = process.cpuUsage(cpu[2])
    const micros = [
      cpuOf(house.serverPid) - cpu[0],
      cpuOf(house.databasePid, true) - cpu[1],
      (own.user + own.system) / 1e6,
    ].map((s) => ((s * 1e6) / count).toFixed(0))
    process.stderr.write(
      `cpu µs an order: server ${micros[0]}, database ${micros[1]}, load ${micros[2]}\n`,
    )
    if (byStatus[201] !== count) throw new Error(`not all were placed: ${JSON.stringify(byStatus)}`)
    const result = {
      rate: count / seconds,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
    }
    process.stderr.write(
      `${connections} connections: ${result.rate.toFixed(0)}/s p50 ${result.p50.toFixed(1)} p99 ${result.p99.toFixed(1)} ms\n`,
    )
    if (run > 0) results.push(result)
  }
  return results
}
