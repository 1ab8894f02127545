import type { Tx } from '../../base/platform/index.ts'
import { channelsNamed } from '../company/index.ts'
import { promiseAfter } from './promise.ts'

/** When an order of a channel, placed at a moment, is promised to ship. */
export type Promises = (channel: string, at: Date) => Date

/** The promises of these channels, read in one statement; without channels no statement runs. */
export async function promisesOf(tx: Tx, channels: readonly string[]): Promise<Promises> {
  const known = await channelsNamed(tx, channels)
  return (channel, at) => promiseAfter(at, known.get(channel)?.promiseHours ?? null)
}
