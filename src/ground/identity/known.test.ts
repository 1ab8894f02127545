import { expect, test } from 'vitest'
import { believedMs, remember } from './known.ts'

/** A memory on a clock of its own, over a store that can be changed. */
function setUp(leftMs = Number.POSITIVE_INFINITY) {
  const store = new Map([['secret', 'ann']])
  const clock = { now: 0 }
  const gate = { open: () => {}, wait: Promise.resolve() }
  let loads = 0
  const memory = remember<string>(
    async (secret) => {
      loads++
      const value = store.get(secret)
      await gate.wait
      return value === undefined ? null : { value, leftMs }
    },
    () => clock.now,
  )
  const close = () => {
    gate.wait = new Promise((resolve) => {
      gate.open = resolve
    })
  }
  return { memory, store, clock, gate, close, loads: () => loads }
}

test('what was found is remembered for two seconds and no longer', async () => {
  const { memory, clock } = setUp()
  expect(memory.get('name')).toBeUndefined()
  expect(await memory.find('name', 'secret')).toBe('ann')
  clock.now = believedMs - 1
  expect(memory.get('name')).toBe('ann')
  clock.now = believedMs
  expect(memory.get('name')).toBeUndefined()
  expect(believedMs).toBeLessThanOrEqual(2000)
})

test('what expires sooner is remembered only so long', async () => {
  const { memory, clock } = setUp(500)
  await memory.find('name', 'secret')
  clock.now = 500
  expect(memory.get('name')).toBeUndefined()
})

test('what is not found is not remembered', async () => {
  const { memory, store, loads } = setUp()
  expect(await memory.find('other', 'other')).toBeNull()
  store.set('other', 'bob')
  expect(await memory.find('other', 'other')).toBe('bob')
  expect(loads()).toBe(2)
})

test('those who ask at once wait for one load', async () => {
  const { memory, loads } = setUp()
  const found = await Promise.all([1, 2, 3].map(() => memory.find('name', 'secret')))
  expect(found).toEqual(['ann', 'ann', 'ann'])
  expect(loads()).toBe(1)
})

test('what is forgotten is gone at once, and a load under way does not bring it back', async () => {
  const { memory, store, gate, close } = setUp()
  await memory.find('name', 'secret')
  memory.forget((value) => value === 'ann')
  expect(memory.get('name')).toBeUndefined()

  close()
  const late = memory.find('name', 'secret')
  store.delete('secret')
  memory.forget((value) => value === 'ann')
  const after = memory.find('name', 'secret')
  gate.open()
  await late
  expect(memory.get('name')).toBeUndefined()
  expect(await after).toBeNull()
})

test('the memory does not grow past ten thousand: the oldest leave', async () => {
  const { memory } = setUp()
  for (let index = 0; index < 10_050; index++) await memory.find(`name ${index}`, 'secret')
  expect(memory.size()).toBe(10_000)
  expect(memory.get('name 49')).toBeUndefined()
  expect(memory.get('name 50')).toBe('ann')
})
