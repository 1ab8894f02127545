// Placing orders by HTTP, beside the same rows written straight by SQL.
import { cpuOf } from './cpu.ts'
import { caughtUp, type House, openHouse, orderBody, stockUp } from './house.ts'
import { drive, median, percentile, request } from './load.ts'
import { writeStraight } from './straight.ts'

const skus = Array.from({ length: 1_000 }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
const perRun = 20_000

export async function place(runs: number) {
  const house = await openHouse()
  try {
    await stockUp(house.database, skus, { quantity: 1_000_000 })
    const at64 = await repeated(house, runs, 64, perRun)
    const catchUpSeconds = await caughtUp(house.database)
    const at256 = await repeated(house, runs, 256, perRun)
    await caughtUp(house.database)
    const alone = await repeated(house, runs, 1, 500)
    await house.stopServer()
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
      // After the orders of all runs with 64 connections: search, customers and seals rest while orders are placed.
      catchUpSeconds,
    }
  } finally {
    await house.close()
  }
}

let sequence = 0

export async function repeated(house: House, runs: number, connections: number, count: number) {
  const results = []
  for (let run = 0; run <= runs; run++) {
    const base = sequence
    sequence += count
    const cpu = cpuOfAll(house)
    const { seconds, times, byStatus } = await drive(house.port, {
      connections,
      count,
      make: (n) =>
        request('POST', '/api/orders', house.key, {
          body: orderBody(base + n, skus),
          idempotencyKey: `bench-${base + n}`,
        }),
    })
    const micros = cpuOfAll(house).map(
      (after, index) => ((after - (cpu[index] ?? 0)) * 1e6) / count,
    )
    const [server = 0, data = 0, load = 0] = micros.map(Math.round)
    process.stderr.write(`cpu µs an order: server ${server}, database ${data}, load ${load}\n`)
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

function cpuOfAll({ serverPid, databasePid }: House): number[] {
  const { user, system } = process.cpuUsage()
  return [cpuOf(serverPid), cpuOf(databasePid, true), (user + system) / 1e6]
}
