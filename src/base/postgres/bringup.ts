import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { type Address, emptySocketDir, freePort, published } from './address.ts'
import { freeBallast, keepBallast } from './ballast.ts'
import type { Programs } from './binaries.ts'
import { PostgresFailure } from './errors.ts'
import { type LastWords, launch } from './launch.ts'
import type { Layout } from './layout.ts'
import type { Log } from './log.ts'
import { type Settings, serverArguments } from './settings.ts'
import { settle } from './settle.ts'

/** All that is decided before a server is launched. */
export type Plan = {
  layout: Layout
  account: Account
  programs: Programs
  settings: Settings
  /** Ports by preference. */
  ports: (number | undefined)[]
  log: Log
}

/** A server that is ready. */
export type Server = Address & { pid: number }

const attempts = 5

/**
 * Launches the server on a folder where none runs, and renews the ballast. What can be put right
 * is put right and tried again: a port taken in between, a predecessor still leaving, a full disk with ballast on it.
 */
export async function bringUp(plan: Plan): Promise<Server> {
  const { layout, account, log } = plan
  let refused: LastWords = { reason: '', hint: '', story: '' }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = published(layout.connFile)?.port
    const port = await freePort([...plan.ports, stored])
    const address = { port, socketDir: emptySocketDir(layout, account) }
    const args = serverArguments(layout.pgdata, address, plan.settings)
    const launched = await launch(layout, plan.programs.postgres, args, account)
    if (launched.ready) {
      const server = { ...address, pid: launched.pid }
      keepBallast(layout.pgdata, account)
      return server
    }
    refused = launched.lastWords
    log('start_refused', { reason: refused.reason, hint: refused.hint })
    if (!(await putRight(plan, refused.story))) break
  }
  const { reason, hint } = refused
  throw new PostgresFailure('start_failed', { reason, hint, log: layout.logFile })
}

/** True when another attempt may succeed. */
async function putRight(plan: Plan, story: string): Promise<boolean> {
  if (/No space left on device/.test(story)) {
    const freed = freeBallast(plan.layout.pgdata)
    if (freed) plan.log('ballast_freed', { dataDir: plan.layout.dataDir })
    return freed
  }
  if (/already exists|pre-existing shared memory/.test(story)) {
    await sleep(200)
    return (await settle(plan.layout, plan.log)) === undefined
  }
  return /Address already in use|could not create any TCP/.test(story)
}
