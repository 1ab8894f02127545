/**
 * Builds the console into console/dist, where it is not yet built from the sources as they are now. The files are packed with
 * brotli and gzip beside themselves, so that serving them costs nothing.
 */
import { createHash } from 'node:crypto'
import {
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

/** Whether console/dist is what the sources would give now. */
export function consoleIsBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/** Builds when it has to; answers whether it did. Two that build at once do no harm: each moves a whole folder into place. */
export async function buildConsole() {
  const from = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return false
  const { build } = await import('vite')
  const fresh = join(folder, `dist-${process.pid}`)
  mkdirSync(fresh, { recursive: true })
  try {
    await build({
      configFile: join(folder, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: fresh },
    })
    for (const file of filesIn(fresh)) pack(join(fresh, file))
    writeFileSync(join(fresh, 'built-from'), from)
    rmSync(built, { recursive: true, force: true })
    renameSync(fresh, built)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return true
}

/** Everything the build reads: the console, the typed client it is made with, and the versions of all packages. */
function fingerprint() {
  const hash = createHash('sha256')
  const take = (path) => hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  for (const file of filesIn(folder)) take(join('console', file))
  for (const file of filesIn(join(root, 'src/client'))) take(join('src/client', file))
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
