import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Browser, chromium } from 'playwright-core'
import { findBrowser, isProgram } from './find.ts'
import { fontConfiguration } from './fonts.ts'
import { librariesIn, ownFolder, packagedChromium } from './packaged.ts'

/**
 * The browser of a file of tests; starting one costs a tenth of a second. Its pages live for seconds: to compile their scripts
 * for speed costs a tenth more than it saves.
 */
export function openBrowser(): Promise<Browser> {
  return launchBrowser(['--js-flags=--no-opt --no-maglev'])
}

/** Starts a headless browser that shows Chinese on a machine without fonts. Whoever starts it closes it. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const folder = ownFolder(tmpdir())
  const { path, by } = await findBrowser({
    platform: process.platform,
    env: process.env,
    isProgram,
    packaged: () => packagedChromium(folder),
  })
  const libraries = librariesIn(folder)
  const missing = by === 'packaged' && existsSync(libraries)
  return await chromium.launch({
    executablePath: path,
    headless: true,
    // Root may not use the sandbox, nor may most containers; the pages shown are our own.
    chromiumSandbox: false,
    args: [
      ...['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
      // No other machine is asked. To stop each request and look at it would switch the browser's own cache off.
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      ...flags,
    ],
    env: {
      ...environment(),
      FONTCONFIG_FILE: fontConfiguration(folder),
      ...(missing && { LD_LIBRARY_PATH: libraries }),
    },
  })
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}
