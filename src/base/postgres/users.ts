// Who uses the server of a folder, whether they look after it or not: it is stopped when the last of them goes.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createWith, hold, livingHolder, readOr, self } from './holder.ts'
import type { Layout } from './layout.ts'

export type User = { leave(): void }

let count = 0

/** Says that this process uses the server, before it looks for it: who stops the server looks for users last. */
export function useServer({ usersPrefix }: Layout): User {
  const mine = self()
  for (;;) {
    const file = `${usersPrefix}${process.pid}-${++count}`
    if (createWith(file, mine)) return { leave: hold(file, mine).release }
    // Of a process that had our number before us.
    if (!livingHolder(file, readOr(file) ?? '')) rmSync(file, { force: true })
  }
}

/** Whether anybody uses the server. What the dead have left behind is cleared away. */
export function isUsed({ dataDir, usersPrefix }: Layout): boolean {
  const files = readdirSync(dataDir)
    .map((name) => join(dataDir, name))
    .filter(
      (file) => file.startsWith(usersPrefix) && /^\d+-\d+$/.test(file.slice(usersPrefix.length)),
    )
  const living = files.filter((file) => {
    const text = readOr(file)
    if (text === undefined) return false
    if (livingHolder(file, text)) return true
    rmSync(file, { force: true })
    return false
  })
  return living.length > 0
}
