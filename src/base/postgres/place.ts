import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { chooseAccount, firstClosedFolder } from './account.ts'
import { layoutOf } from './folder.ts'

/**
 * The data folder when none was given: `data/postgres` in the project, else a folder of our own that the database's user may
 * enter. It never lies under root's home, which may be closed tomorrow, and each checkout has its own.
 */
export async function defaultDataDir(project: string): Promise<string> {
  const inside = join(project, 'data/postgres')
  if (existsSync(layoutOf(inside).pgdata)) return inside
  const mark = createHash('sha256').update(resolve(project)).digest('hex').slice(0, 12)
  if (process.getuid?.() !== 0)
    return isWritable(inside) ? inside : join(homedir(), '.local/share/throughline', mark)
  const account = await chooseAccount(layoutOf(inside).pgdata)
  const closed = (await firstClosedFolder(inside, account)) ?? (isWritable(inside) ? '' : inside)
  if (!closed && !isUnder(userInfo().homedir, inside)) return inside
  const places = ['/var/lib/throughline', '/var/tmp/throughline'].map((base) => join(base, mark))
  return places.find(existsSync) ?? places.find(isWritable) ?? inside
}

function isUnder(parent: string, path: string): boolean {
  return !relative(parent, path).startsWith('..')
}

/** Whether a folder could be made at `path`, judged by the nearest one that exists. */
function isWritable(path: string): boolean {
  if (!existsSync(path)) return isWritable(dirname(path))
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
