/**
 * Builds the console into console/dist, where it is not yet built from the sources as they are now. The files are packed with
 * brotli and gzip beside themselves, so that serving them costs nothing. Pages that were opened before find their parts still.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { root } from './setup.mjs'

const folder = join(root, 'console')
const built = join(folder, 'dist')
const stamp = join(built, 'built-from')
/** Names the files that are here for pages of the build before. */
const ofBefore = 'of-before'

/** Whether console/dist is what the sources would give now; without sources it is what it is. */
export function consoleIsBuilt() {
  if (!existsSync(join(folder, 'main.tsx'))) return true
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/** Builds when it has to. Two that build at once do no harm: each moves a whole folder into place. */
export async function buildConsole() {
  if (consoleIsBuilt()) return
  const fresh = join(folder, `dist-${process.pid}`)
  try {
    mkdirSync(fresh, { recursive: true })
    build(fresh)
    for (const file of filesIn(fresh)) pack(join(fresh, file))
    keepBefore(fresh)
    writeFileSync(join(fresh, 'built-from'), fingerprint())
    moveInto(fresh)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** In a process of its own, which gives its memory back and whose NODE_ENV is nobody else's. */
function build(into) {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const asked = ['build', '--config', join(folder, 'vite.config.ts'), '--outDir', into]
  const done = spawnSync(process.execPath, [vite, ...asked, '--logLevel', 'error'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr || done.error?.message)
}

/**
 * A page that is open asks for its parts when they are first wanted, by names that carry their content: those of the build before
 * stay beside the new ones, until the next build.
 */
function keepBefore(fresh) {
  const assets = join(built, 'assets')
  if (!existsSync(assets)) return
  const list = join(built, ofBefore)
  const older = existsSync(list) ? readFileSync(list, 'utf8').split('\n') : []
  const kept = readdirSync(assets).filter(
    (file) => !older.includes(file) && !existsSync(join(fresh, 'assets', file)),
  )
  mkdirSync(join(fresh, 'assets'), { recursive: true })
  for (const file of kept) copyFileSync(join(assets, file), join(fresh, 'assets', file))
  writeFileSync(join(fresh, ofBefore), kept.join('\n'))
}

/** Another process may move its own build, of the same sources, into the place in between. */
function moveInto(fresh) {
  for (let tries = 0; ; tries++) {
    try {
      rmSync(built, { recursive: true, force: true })
      return renameSync(fresh, built)
    } catch (error) {
      if (tries === 5 || !/^(ENOTEMPTY|EEXIST|EPERM)$/.test(error.code)) throw error
    }
  }
}

/** Everything the build reads: the console, what it takes of the server, and the versions of all packages. */
function fingerprint() {
  const hash = createHash('sha256')
  const take = (path) => {
    const text = readFileSync(join(root, path), 'utf8')
    hash.update(`${path}\n`).update(text)
    return text
  }
  const sources = filesIn(folder).map((file) => take(join('console', file)))
  const found = sources.flatMap((text) => [...text.matchAll(/from '(?:\.\.\/)+(src\/[^']+)'/g)])
  for (const path of new Set(found.map(([, path]) => path).sort())) take(path)
  for (const file of filesIn(join(root, 'src/outside/client')))
    take(join('src/outside/client', file))
  take('package-lock.json')
  return hash.update(process.env.THROUGHLINE_KIT ?? '').digest('hex')
}

function filesIn(where) {
  return readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(where, join(entry.parentPath, entry.name)))
    .filter((path) => !/^dist[/-]|\.test\.tsx?$/.test(path))
    .sort()
}

function pack(file) {
  if (!/\.(js|css|svg|json)$/.test(file)) return
  const bytes = readFileSync(file)
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, best))
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}
