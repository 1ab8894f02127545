// The fonts of the browser under test. A bare machine has none, and a page without a Chinese font is a page of boxes; with
// these, pages look the same on every machine. The console itself knows nothing of them: it asks for the system's font.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { woffToTtf } from '../../src/papers/font.ts'

const weights = [400, 600]
/**
 * The Latin file goes first: in the Chinese one “quotes” are as wide as a character. Arrows and the signs of keys (→ ← ↑ ↵ ⌘ ⇧ ✓)
 * stand in numbered pieces of their own.
 */
const scripts = ['latin', 'latin-ext', 'chinese-simplified', '87', '88', '90', '105', '106', '109']

/** A configuration for fontconfig that knows only the fonts of the packages, made in `folder` if it is not there yet. */
export function fontConfiguration(folder: string): string {
  const target = join(folder, 'fonts-2')
  const file = join(target, 'fonts.conf')
  if (existsSync(file)) return file
  const draft = `${target}.${randomBytes(6).toString('hex')}`
  mkdirSync(draft, { recursive: true })
  for (const script of scripts) for (const weight of weights) unpackFont(draft, script, weight)
  writeFileSync(join(draft, 'fonts.conf'), configuration(target))
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

/** All files call their family Noto Sans SC. The Latin ones get a name of their own, which the generic names stand for. */
function configuration(folder: string): string {
  const latin = 'Test Latin'
  const generic = ['system-ui', 'sans-serif', 'monospace', 'serif', 'ui-monospace']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
  <match target="scan">
    <test name="file" compare="contains"><string>latin-</string></test>
    <edit name="family" mode="assign" binding="same"><string>${latin}</string></edit>
  </match>
${generic.map((name) => `  <alias binding="same"><family>${name}</family><prefer><family>${latin}</family><family>Noto Sans SC</family></prefer></alias>`).join('\n')}
</fontconfig>
`
}
