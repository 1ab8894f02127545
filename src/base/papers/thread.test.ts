import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { packingSlip } from './packing-slip.ts'
import { sampleLabel, sampleSlip } from './samples.fixture.ts'
import { openDrawer } from './thread.ts'

const limits = { seconds: 60, restMs: 1, heapMegabytes: 512, waiting: 5 }
const slip = (lines: number) => ({ kind: 'slip', data: sampleSlip(lines), language: 'zh' }) as const

/** How long the event loop was kept busy, in milliseconds. */
async function busyFor<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = performance.eventLoopUtilization()
  const done = await work()
  return [done, performance.eventLoopUtilization(before).active]
}

it('draws beside the event loop what would be drawn on it, to the byte', async () => {
  const draw = openDrawer({ ...limits, restMs: 60_000 })
  await draw(slip(1))
  const [beside, kept] = await busyFor(() => draw(slip(2_000)))
  const [here, blocked] = await busyFor(() => packingSlip(sampleSlip(2_000), 'zh'))
  expect(beside.equals(here)).toBe(true)
  expect(kept).toBeLessThan(blocked / 2)
})

it('draws papers that are asked for together, each for who asked, and wakes after a rest', async () => {
  const draw = openDrawer(limits)
  const label = { kind: 'label', data: sampleLabel(), language: 'en' } as const
  const [one, two] = await Promise.all([draw(slip(1)), draw(label)])
  expect([one?.includes('SO-2026'), one?.equals(two as Buffer)]).toEqual([false, false])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect((await draw(label)).equals(two as Buffer)).toBe(true)
})

it('fails the paper it cannot draw, and draws the next', async () => {
  const draw = openDrawer(limits)
  const broken = { kind: 'slip', data: {}, language: 'zh' } as never
  const [bad, good] = await Promise.allSettled([draw(broken), draw(slip(1))])
  expect([bad?.status, good?.status]).toEqual(['rejected', 'fulfilled'])
})

it('gives a paper up that takes too long, and turns away what would wait behind too many', async () => {
  const draw = openDrawer({ ...limits, seconds: 0.001, waiting: 1 })
  const asked = await Promise.allSettled([draw(slip(1)), draw(slip(1)), draw(slip(1))])
  expect(asked.map((one) => (one.status === 'rejected' ? String(one.reason) : ''))).toEqual([
    'Error: drawing took longer than 0.001 s',
    'Error: drawing took longer than 0.001 s',
    'TooManyPapers: they wait',
  ])
})

it('gives nobody the paper of somebody else that came too late', async () => {
  const label = { kind: 'label', data: sampleLabel(), language: 'en' } as const
  const patient = { ...limits, seconds: 150, restMs: 60_000 }
  const changing = { ...patient }
  const draw = openDrawer(changing)
  const right = await draw(label)
  changing.seconds = 1
  const late = draw(slip(1))
  changing.seconds = patient.seconds
  const next = draw(label)
  // Right before timers are looked at, nothing is heard here for so long that the slip is drawn and its time is up.
  await new Promise((resolve) => setImmediate(resolve))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000)
  await expect(late).rejects.toThrow('drawing took longer')
  expect((await next).equals(right)).toBe(true)
})
