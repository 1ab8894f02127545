import { describe, expect, test } from 'vitest'
import type { Order, Package, Work } from '../acting/data.ts'
import { barOf, nextStep, packedWith, type WorkLine } from './floor.ts'
import { emptyBox, isPackable, packBody, roomOf, withBox, withoutBox } from './pack-draft.ts'

const line = (more: Partial<WorkLine> = {}): WorkLine => ({
  ...{ line: 1, sku: 'TEA', name: { en: 'Tea' }, quantity: 3, picked: 0, packed: 0, shipped: 0 },
  recalled: 0,
  ...more,
})
const work = (
  lines: WorkLine[],
  state: Work['state'] = 'released',
  together: Partial<Work['together'][number]>[] = [],
) => {
  const sum = (count: 'quantity' | 'picked' | 'packed' | 'shipped') =>
    lines.reduce((all, one) => all + one[count], 0)
  const counts = { picked: sum('picked'), packed: sum('packed'), shipped: sum('shipped') }
  const units = sum('quantity')
  return { id: 'ful_1', state, together, lines, units, ...counts } as unknown as Work
}
const parcel = (shippedAt: string | null) =>
  ({ id: 'pkg_1', fulfilmentOrderId: 'ful_1', shippedAt }) as Package
const order = { status: 'confirmed', holds: [] } as Pick<Order, 'status' | 'holds'>
const held = (blocks: string[]) =>
  ({ ...order, holds: [{ id: 'hld_1', code: 'fraud_check', blocks }] }) as typeof order
const all = () => true

describe('what can be done on the floor', () => {
  test('goes from the shelf to the door', () => {
    const next = (one: WorkLine, packages: Package[] = []) =>
      nextStep(work([one]), packages, order, all)
    expect(next(line())).toBe('pick')
    expect(next(line({ picked: 3 }))).toBe('pack')
    expect(next(line({ picked: 3, packed: 3 }), [parcel(null)])).toBe('dispatch')
    expect(next(line({ picked: 3, packed: 3, shipped: 3 }), [parcel('2026-01-01')])).toBe(null)
  })

  test('is not offered to who may not do it', () => {
    expect(nextStep(work([line({ picked: 1 })]), [], order, (step) => step === 'pack')).toBe('pack')
    expect(nextStep(work([line()]), [], order, () => false)).toBe(null)
  })

  test('says why not: nothing left, nothing picked, nothing packed, a hold, a state', () => {
    const bar = (step: 'pick' | 'pack' | 'dispatch', one: WorkLine, head = order) =>
      barOf(step, work([one]), [], head)
    expect(bar('pick', line({ picked: 3 }))).toMatchObject({ code: 'nothing_to_do' })
    expect(bar('pack', line())).toMatchObject({ code: 'nothing_to_do', params: { picked: 0 } })
    expect(bar('dispatch', line())).toMatchObject({ code: 'not_packed' })
    expect(bar('pick', line(), held(['pick']))).toMatchObject({
      code: 'held',
      params: { code: 'fraud_check' },
    })
    expect(bar('pick', line(), held(['ship']))).toBe(null)
    expect(barOf('dispatch', work([line()]), [parcel(null)], held(['ship']))?.code).toBe('held')
    expect(bar('pick', line(), { ...order, status: 'cancelled' })?.code).toBe('wrong_status')
  })
})

test('what goes in one parcel is packed once all of it is picked, and all of it is told', () => {
  const picked = [line({ picked: 3 })]
  const other = (state: Work['state']) => [{ orderNumber: 1003, state }]
  expect(barOf('pack', work(picked, 'picked', other('picking')), [], order)).toEqual({
    code: 'merge_waits',
    params: { n: 1, orders: '1003', why: 'not_picked' },
  })
  const ready = work(picked, 'picked', other('picked'))
  expect(barOf('pack', ready, [], order)).toBe(null)
  expect(packedWith(ready)).toEqual([1003])
  expect(packedWith(work(picked, 'picked', other('shipped')))).toEqual([])
})

describe('packages that are filled in', () => {
  const lines = [
    line({ picked: 3 }),
    line({ line: 2, sku: 'CUP', quantity: 2, picked: 2, packed: 1 }),
  ]

  test('one takes everything that is picked and not packed', () => {
    const [box] = [{ ...emptyBox(1), weightG: 480 }]
    expect(roomOf([box], lines).get(1)).toEqual(
      new Map([
        [1, 3],
        [2, 1],
      ]),
    )
    expect(packBody([box])).toEqual({ packages: [{ weightG: 480 }] })
    expect(isPackable([box], lines)).toBe(true)
  })

  test('of several the last takes what the others leave, and none takes a piece twice', () => {
    const [first, last] = withBox([{ ...emptyBox(1), weightG: 480 }])
    const named = { ...emptyBox(1), ...first, pieces: new Map([[1, 2]]) }
    const rest = { ...emptyBox(2), ...last, weightG: 900 }
    const room = roomOf([named, rest], lines)
    expect(room.get(2)?.get(1)).toBe(1)
    expect(room.get(1)?.get(1)).toBe(3)
    expect(isPackable([named, rest], lines)).toBe(true)
    expect(packBody([named, rest]).packages).toEqual([
      { weightG: 480, lines: [{ line: 1, quantity: 2 }] },
      { weightG: 900 },
    ])
    expect(withoutBox([named, rest], 2)).toMatchObject([{ id: 1, pieces: null }])
  })

  test('without a weight or a piece it is not packed', () => {
    expect(isPackable([emptyBox(1)], lines)).toBe(false)
    const empty = { ...emptyBox(1), weightG: 1, pieces: new Map<number, number>() }
    expect(isPackable([empty, { ...emptyBox(2), weightG: 1 }], lines)).toBe(false)
  })
})
