// What other modules ask: the settings as they work, each with what holds where nothing is set.
import type { Tx } from '../../base/platform/index.ts'
import { listSettings, type Setting, settingsByName } from './settings.sql.ts'
import {
  type Carrier,
  type Channel,
  type Company,
  ownCarrier,
  type Template,
  templateCodes,
} from './values.ts'

/** The company, or null where it has not introduced itself. */
export async function companyOf(tx: Tx): Promise<Company | null> {
  const [found] = await settingsByName<Company>(tx, [{ kind: 'company', code: 'company' }])
  return found?.value ?? null
}

/** What the channels are called, by their codes. */
export async function channelNames(tx: Tx): Promise<Map<string, Channel['name']>> {
  const found = (await listSettings(tx, 'channel')) as Setting<Channel>[]
  return new Map(found.flatMap(({ code, value }) => (value ? [[code, value.name]] : [])))
}

/** A carrier by its code, or null. */
export async function carrierOf(tx: Tx, code: string): Promise<Carrier | null> {
  const [found] = await settingsByName<Carrier>(tx, [{ kind: 'carrier', code }])
  return found?.value ?? null
}

/** Which of these codes are carriers that are in use; `manual` is without being set up, until it is put out of use. */
export async function carriersInUse(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const names = [...new Set(codes)].map((code) => ({ kind: 'carrier' as const, code }))
  const found = await settingsByName<Carrier>(tx, names)
  const inUse = found.filter(({ value }) => value?.active).map(({ code }) => code)
  const shut = found.some(({ code, value }) => code === ownCarrier && value && !value.active)
  return new Set(shut ? inUse : [...inUse, ownCarrier])
}

/** The texts of papers by their codes; those that are not set are left out. */
export async function templatesOf(
  tx: Tx,
): Promise<Partial<Record<(typeof templateCodes)[number], Template['text']>>> {
  const names = templateCodes.map((code) => ({ kind: 'template' as const, code }))
  const found = await settingsByName<Template>(tx, names)
  return Object.fromEntries(found.flatMap(({ code, value }) => (value ? [[code, value.text]] : [])))
}

const hourMs = 3_600_000

/**
 * Until when an order of this channel that is placed at `at` is promised to leave: the channel's hours later, rounded up to
 * the hour. Null where the channel promises nothing.
 */
export async function promiseOf(tx: Tx, channel: string, at: Date): Promise<Date | null> {
  const [found] = await settingsByName<Channel>(tx, [{ kind: 'channel', code: channel }])
  const hours = found?.value?.promiseHours ?? null
  return hours === null ? null : promiseAfter(at, hours)
}

/** Pure: `hours` after a time, rounded up to the hour. */
export function promiseAfter(at: Date, hours: number): Date {
  return new Date(Math.ceil((at.getTime() + hours * hourMs) / hourMs) * hourMs)
}
