// The books against each other: what `verify` and the tests of every storm ask at the end.

import { verifyJobs } from './base/jobs/index.ts'
import { type Check, type Database, type Difference, verifyLog } from './base/platform/index.ts'
import { verifyComments } from './desk/comments/index.ts'
import { verifyRuns } from './desk/runs/index.ts'
import { verifyIntake } from './flow/intake/index.ts'
import { verifyPackages } from './flow/shipping/index.ts'
import { verifyWarehouse } from './flow/warehouse/index.ts'
import { verifyCustomers } from './ground/customers/index.ts'
import { verifyStock } from './ground/stock/index.ts'
import { verifyOrders } from './orders/index.ts'

export type Verified = { checks: Check[]; ok: boolean }

/**
 * Compares the log, the rows and their sums in one read-only snapshot, part by part, so that it runs beside the day's work
 * and in bounded memory. Keeps the first hundred differences of each check.
 */
export async function verifyAll(database: Database): Promise<Verified> {
  const checks = await database.read(async (tx) => {
    const orders = await verifyOrders(tx)
    return [
      ...(await verifyLog(tx)),
      ...orders.checks,
      ...(await verifyStock(tx, orders.moved)),
      ...(await verifyWarehouse(tx)),
      ...(await verifyPackages(tx)),
      ...(await verifyCustomers(tx)),
      ...(await verifyIntake(tx)),
      ...(await verifyRuns(tx)),
      ...(await verifyComments(tx)),
      ...(await verifyJobs(tx)),
    ]
  })
  return { checks, ok: checks.every(({ differences }) => differences.length === 0) }
}

/** The outcome as lines of text: one per check, and below it at most ten of its differences. */
export function reportOf({ checks, ok }: Verified): string {
  const lines = checks.flatMap(({ name, compared, differences, more }) => {
    const count = differences.length + more
    const head = `${count === 0 ? 'ok     ' : 'DIFFERS'}  ${name}: ${compared} compared, ${count} different`
    const shown = differences.slice(0, 10).map(lineOf)
    return [
      head,
      ...shown,
      ...(count > shown.length ? [`         … ${count - shown.length} more`] : []),
    ]
  })
  return `${[...lines, ok ? 'The books agree.' : 'The books do not agree.'].join('\n')}\n`
}

function lineOf({ id, what, expected, found }: Difference): string {
  return `         ${id}: ${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`
}
