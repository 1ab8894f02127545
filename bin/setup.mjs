/**
 * What must be true before any TypeScript can run: a Node that is new enough and the packages of package-lock.json.
 * Only Node's own modules here, and no syntax newer than Node 14: an old Node has to get as far as the sentence below.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const oldestNode = [20, 19]

/** Makes the checkout ready to run, or ends the process with one sentence. `dev` asks for the tools of the tests too. */
export function prepare({ dev = false } = {}) {
  if (isOlder(process.versions.node)) {
    stop(
      `Throughline needs Node ${oldestNode.join('.')} or newer, and this is Node ${process.versions.node}. ` +
        'Get a newer one from https://nodejs.org and start again.',
    )
  }
  if (missingPackage(dev) !== undefined) install(dev)
}

function isOlder(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
}

/**
 * The first package that is not installed as package-lock.json says. Compared by content and not by time: npm leaves
 * the list of what it installed in node_modules, and a fresh clone has all files of one age.
 */
function missingPackage(dev) {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'))
  return Object.keys(wanted).find((path) => {
    const entry = wanted[path]
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return false
    if (entry.dev && !dev) return false
    return installed[path]?.version !== entry.version
  })
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}

function install(dev) {
  process.stderr.write(
    'Installing packages, once after a download or an update; this takes a minute …\n',
  )
  const common = ['--no-audit', '--no-fund', '--loglevel=error', ...(dev ? ['--include=dev'] : [])]
  const exact = npm(['ci', ...common])
  if (exact.status === 0) return
  // Some npm refuse a lock file that leaves out other platforms' optional packages; install does not.
  const lenient = npm(['install', '--no-save', ...common])
  if (lenient.status === 0) return
  process.stderr.write(`${exact.stderr}${lenient.stderr}`)
  stop('The packages could not be installed; npm says why above.')
}

/** npm's own progress goes to stderr and is kept back: the first attempt may fail without harm. */
function npm(options) {
  // Under `npm start` the running npm is used, whichever of several it is.
  const running = process.env.npm_execpath
  const [program, args] = running?.endsWith('.js')
    ? [process.execPath, [running, ...options]]
    : ['npm', options]
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 2, 'pipe'],
    encoding: 'utf8',
  })
  if (done.error) stop(`npm could not be started (${done.error.message}). It comes with Node.`)
  return done
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
