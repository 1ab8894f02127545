import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresFailure } from './errors.ts'
import { isAlive } from './processes.ts'

/** How long a server may take: a clean stop writes its checkpoint first, an immediate one only ends. */
export type Patience = { fastMs: number; immediateMs: number }

export const usualPatience: Patience = { fastMs: 30_000, immediateMs: 10_000 }

/**
 * Stops a server: SIGINT asks for a clean end, SIGQUIT for an immediate one, after which the next start recovers. Never
 * SIGKILL: it would leave the server's children writing without their parent.
 */
export async function stopServer(
  pid: number,
  logFile: string,
  patience = usualPatience,
): Promise<void> {
  if (await endsAfter(pid, 'SIGINT', patience.fastMs)) return
  if (await endsAfter(pid, 'SIGQUIT', patience.immediateMs)) return
  throw new PostgresFailure('stop_failed', { pid, log: logFile })
}

async function endsAfter(pid: number, signal: NodeJS.Signals, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
    throw error
  }
  while (isAlive(pid)) {
    if (Date.now() > until) return false
    await sleep(20)
  }
  return true
}
