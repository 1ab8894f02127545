// The books against each other: what `verify` and the tests of every storm ask at the end.

import { verifyJobs } from './base/jobs/index.ts'
import { type Plan, verifyFacts } from './base/module/index.ts'
import { type Check, type Database, type Difference, verifyLog } from './base/platform/index.ts'
import { plan as house } from './plan.ts'

export type Verified = { checks: Check[]; ok: boolean }

/**
 * Compares the log, the rows and their sums in one read-only snapshot, part by part, so that it runs beside the day's work
 * and in bounded memory. Keeps the first hundred differences of each check.
 */
export async function verifyAll(database: Database, plan: Plan = house): Promise<Verified> {
  const checks = await database.read(async (tx) => {
    const found = [...(await verifyLog(tx)), await verifyFacts(tx, plan.facts)]
    for (const module of plan.modules) found.push(...(await module.checks(tx, plan)))
    return [...found, ...(await verifyJobs(tx))]
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
