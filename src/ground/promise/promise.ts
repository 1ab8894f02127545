import type { Tx } from '../../base/platform/index.ts'
import { channelsNamed } from '../company/index.ts'

const hourMs = 3_600_000

/** For a channel without a setting: an order of the evening ships on the next day, and one more day is in reserve. */
export const usualHours = 48

/**
 * When an order placed at `at` is promised to ship: after the hours of its channel (null: the default), rounded up to the full
 * hour. Up, because a promise must never be shorter than the channel's hours; to the full hour, because promises show no minutes
 * and everybody who asks within the same hour should get the same answer. Pure.
 */
export function promiseAfter(at: Date, hours: number | null): Date {
  return new Date(Math.ceil((at.getTime() + (hours ?? usualHours) * hourMs) / hourMs) * hourMs)
}

/** When an order of a channel, placed at a moment, is promised to ship. */
export type Promises = (channel: string, at: Date) => Date

/** The promises of these channels, read in one statement; without channels no statement runs. */
export async function promisesOf(tx: Tx, channels: readonly string[]): Promise<Promises> {
  const known = await channelsNamed(tx, channels)
  return (channel, at) => promiseAfter(at, known.get(channel)?.promiseHours ?? null)
}
