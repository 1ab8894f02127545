import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core'
import { findBrowser, isProgram } from './find.ts'
import { fontConfiguration } from './fonts.ts'
import { librariesIn, ownFolder, packagedChromium } from './packaged.ts'

/** Starts a headless browser that shows Chinese on a machine without fonts. Whoever starts it closes it. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch(await options())
}

/** The same for several processes: each connects to its address, and has what it opens to itself. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  const { args = [], ...rest } = await options()
  // Pages that live for seconds: compiling their scripts for speed costs a tenth more than it saves.
  return await chromium.launchServer({
    ...rest,
    args: [...args, '--js-flags=--no-opt --no-maglev'],
  })
}

async function options(): Promise<LaunchOptions> {
  const folder = ownFolder(tmpdir())
  const { path, by } = await findBrowser({
    platform: process.platform,
    env: process.env,
    isProgram,
    packaged: () => packagedChromium(folder),
  })
  const libraries = librariesIn(folder)
  const missing = by === 'packaged' && existsSync(libraries)
  return {
    executablePath: path,
    headless: true,
    // Root may not use the sandbox, nor may most containers; the pages shown are our own.
    chromiumSandbox: false,
    args: [
      ...['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
      // No other machine is asked. To stop each request and look at it would switch the browser's own cache off.
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
    env: {
      ...environment(),
      FONTCONFIG_FILE: fontConfiguration(folder),
      ...(missing && { LD_LIBRARY_PATH: libraries }),
    },
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}
