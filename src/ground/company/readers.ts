// The settings as other modules read them, each with its default when nothing is set.
import type { Tx } from '../../base/platform/index.ts'
import { listSettings, settingsByName } from '../../base/settings/index.ts'
import {
  type Carrier,
  type Channel,
  type Company,
  ownCarrier,
  type Template,
  templateCodes,
} from './kinds.ts'

/** The company, or null when its data is not set. */
export async function companyOf(tx: Tx): Promise<Company | null> {
  const [found] = await settingsByName<Company>(tx, [{ kind: 'company', code: 'company' }])
  return found?.value ?? null
}

/** The names of the channels, by code. */
export async function channelNames(tx: Tx): Promise<Map<string, Channel['name']>> {
  const found = await listSettings<Channel>(tx, ['channel'])
  return new Map(found.map(({ code, value }) => [code, value.name]))
}

/** Those of these channels that are set up, by code. */
export async function channelsNamed(
  tx: Tx,
  codes: readonly string[],
): Promise<Map<string, Channel>> {
  if (codes.length === 0) return new Map()
  const names = [...new Set(codes)].map((code) => ({ kind: 'channel', code }))
  const found = await settingsByName<Channel>(tx, names)
  return new Map(found.flatMap(({ code, value }) => (value ? [[code, value]] : [])))
}

/** A carrier by its code, or null. */
export async function carrierOf(tx: Tx, code: string): Promise<Carrier | null> {
  const [found] = await settingsByName<Carrier>(tx, [{ kind: 'carrier', code }])
  return found?.value ?? null
}

/** Which of these codes are carriers in use. `manual` needs no setting up; it is in use until it is switched off. */
export async function carriersInUse(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const names = [...new Set(codes)].map((code) => ({ kind: 'carrier', code }))
  const found = await settingsByName<Carrier>(tx, names)
  const inUse = found.filter(({ value }) => value?.active).map(({ code }) => code)
  const shut = found.some(({ code, value }) => code === ownCarrier && value && !value.active)
  return new Set(shut ? inUse : [...inUse, ownCarrier])
}

/** The texts of papers by code; texts that are not set are left out. */
export async function templatesOf(
  tx: Tx,
): Promise<Partial<Record<(typeof templateCodes)[number], Template['text']>>> {
  const names = templateCodes.map((code) => ({ kind: 'template', code }))
  const found = await settingsByName<Template>(tx, names)
  return Object.fromEntries(found.flatMap(({ code, value }) => (value ? [[code, value.text]] : [])))
}
