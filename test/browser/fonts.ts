// The fonts of the browser under test. A bare machine has none, and a page without a Chinese font is a page of boxes; with
// these, pages look the same on every machine. The console itself knows nothing of them: it asks for the system's font.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { woffToTtf } from '../../src/base/papers/font.ts'
import { packagedFonts } from './packaged.ts'

const weights = [400, 600]
/** Arrows and the signs of keys (→ ← ↑ ⌘ ⇧ ✓) stand in numbered pieces of their own. */
const scripts = ['latin', 'latin-ext', 'chinese-simplified', '87', '88', '90', '105', '106', '109']

/** A configuration for fontconfig that knows only the fonts of the packages, made in `folder` if it is not there yet. */
export function fontConfiguration(folder: string): string {
  const target = join(folder, 'fonts-3')
  const file = join(target, 'fonts.conf')
  if (existsSync(file)) return file
  const draft = `${target}.${randomBytes(6).toString('hex')}`
  mkdirSync(draft, { recursive: true })
  for (const script of scripts) for (const weight of weights) unpackFont(draft, script, weight)
  const latin = packagedFonts()
  if (latin) execFileSync('tar', ['-x', '-C', draft], { input: latin })
  writeFileSync(
    join(draft, 'fonts.conf'),
    configuration(target, latin ? 'Open Sans' : 'Noto Sans SC'),
  )
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another process was first.
    if (!existsSync(file)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
  return file
}

function unpackFont(folder: string, script: string, weight: number): void {
  const home = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/400.css'))
  const woff = join(home, 'files', `noto-sans-sc-${script}-${weight}-normal.woff`)
  writeFileSync(join(folder, `${script}-${weight}.ttf`), woffToTtf(readFileSync(woff)))
}

/**
 * A font for Latin goes first: in every file of the Chinese one, its Latin pieces too, the apostrophe, “quotes”, … and · are as
 * wide as a Chinese character. Its pieces call their family by several names, and its bold one would be chosen for being nearer to
 * the 600 asked for, so both are told otherwise.
 */
function configuration(folder: string, latin: string): string {
  const generic = ['system-ui', 'sans-serif', 'monospace', 'serif', 'ui-monospace']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
  <match target="scan">
    <test name="file" compare="contains"><string>00.ttf</string></test>
    <edit name="family" mode="assign" binding="same"><string>Noto Sans SC</string></edit>
  </match>
  <match target="scan">
    <test name="file" compare="contains"><string>OpenSans-Bold</string></test>
    <edit name="weight" mode="assign"><const>semibold</const></edit>
  </match>
${generic.map((name) => `  <alias binding="same"><family>${name}</family><prefer><family>${latin}</family><family>Noto Sans SC</family></prefer></alias>`).join('\n')}
</fontconfig>
`
}
