// Which browser the tests drive. Nobody is asked to install one: the development packages hold a headless build.
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the finder looks at; a test hands in a machine of its own. */
export type Machine = {
  platform: string
  env: Record<string, string | undefined>
  isProgram(path: string): boolean
  /** Where the build of the development packages lies after unpacking; null where it cannot run. */
  packaged(): Promise<string | null>
}

/** The program to start, and who named it. */
export type Found = { path: string; by: 'CHROMIUM' | 'installed' | 'packaged' }

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const files = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']

/**
 * The browser named by `CHROMIUM`, else an installed one, else the packaged one. Throws a sentence where there is none, and
 * where `CHROMIUM` names no program: whoever names a browser does not want another one.
 */
export async function findBrowser(machine: Machine): Promise<Found> {
  const named = machine.env.CHROMIUM
  if (named !== undefined && named !== '') {
    if (machine.isProgram(named)) return { path: named, by: 'CHROMIUM' }
    throw new Error(`CHROMIUM names ${named}, which is no program.`)
  }
  const installed = places(machine).find((path) => machine.isProgram(path))
  if (installed !== undefined) return { path: installed, by: 'installed' }
  const packaged = await machine.packaged()
  if (packaged !== null) return { path: packaged, by: 'packaged' }
  throw new Error(
    'These tests drive a browser: install Chrome or Chromium, or name one in the environment variable CHROMIUM.',
  )
}

function places({ platform, env }: Machine): string[] {
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => files.map((file) => join(folder, file)))
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)))
  if (platform !== 'darwin') return onPath
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
  return [...apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`), ...onPath]
}

/** Whether a file is there that may be started. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
