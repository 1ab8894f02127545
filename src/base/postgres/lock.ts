import { hash } from 'node:crypto'
import { renameSync } from 'node:fs'
import { createWith, draftOf, type Holder, hold, livingHolder, readOr, self } from './holder.ts'

export type { Holder } from './holder.ts'

export type Lock = { release(): void }

/**
 * Takes the lock file, or returns who holds it or is about to. One application owns the database of a folder: it starts and
 * stops it. A lock whose process has gone, or whose pid now belongs to another process, counts for nothing.
 */
export function takeLock(file: string): Lock | Holder {
  const mine = self()
  for (;;) {
    if (createWith(file, mine)) return hold(file, mine)
    const text = readOr(file)
    if (text === undefined) continue
    const holder = livingHolder(file, text)
    if (holder) return holder
    const taken = replace(file, text, mine)
    if (taken) return taken
  }
}

/** True for the result of `takeLock` that says somebody else has it. */
export function isHolder(found: Lock | Holder): found is Holder {
  return 'host' in found
}

/**
 * Puts our lock in the place of a dead one. Several may find it dead at once: only who holds the lock on its succession may
 * replace it, and whoever comes to that later finds another lock there. A successor that died half-way is succeeded alike.
 */
function replace(file: string, dead: string, mine: string): Lock | Holder | undefined {
  const succession = takeLock(`${file}.after-${hash('sha256', dead).slice(0, 12)}`)
  if (isHolder(succession)) return succession
  try {
    if (readOr(file) !== dead) return undefined
    renameSync(draftOf(file, mine), file)
    return hold(file, mine)
  } finally {
    succession.release()
  }
}
