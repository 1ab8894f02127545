import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './setup.mjs'

/**
 * Runs a TypeScript file of the checkout in this very process, so that signals, exit codes and the terminal are its
 * own. Imported only after `prepare`: tsx is one of the packages.
 */
export async function runTypeScript(path) {
  // From Node 22.1: keeps compiled code between starts.
  module.enableCompileCache?.()
  const { register } = await import('tsx/esm/api')
  register()
  await import(pathToFileURL(join(root, path)).href)
}
