// CPU time by process, from /proc: on a machine that is busy with other things it says more than the clock.
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

type Stat = { pid: number; parent: number; seconds: number }

function stats(): Stat[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      const ticks = Number(fields[11]) + Number(fields[12])
      return [{ pid: Number(name), parent: Number(fields[1]), seconds: ticks / ticksPerSecond }]
    } catch {
      return []
    }
  })
}

/** CPU seconds so far of a process and, with `children`, of those it started. Zeros where there is no /proc. */
export function cpuOf(pid: number, children = false): number {
  if (process.platform !== 'linux') return 0
  return stats()
    .filter((stat) => stat.pid === pid || (children && stat.parent === pid))
    .reduce((sum, { seconds }) => sum + seconds, 0)
}
