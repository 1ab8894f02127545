import { describe, expect, it } from 'vitest'
import type { FactOf } from '../../base/module/index.ts'
import type { Order } from '../../orders/index.ts'
import { freedBy, type heard, skusOf } from './freed.ts'

type Happened = FactOf<typeof heard> & { stream: string }
type Cancelled = Extract<Happened, { type: 'order.cancelled' }>['data']['pieces']
const line = (number: number, sku: string, allocated: number) =>
  ({ line: number, sku, ordered: 2, cancelled: 0, allocated }) as Order['lines'][number]
const known = new Map([
  ['ord_1', { lines: [line(1, 'MUG', 2), line(2, 'BOWL', 0), line(3, 'CUP', 1)] } as Order],
])
const freed = (...facts: Happened[]) => [...skusOf(freedBy(facts), known)].sort()
const cancelled = (...pieces: Cancelled): Happened => ({
  stream: 'ord_1',
  type: 'order.cancelled',
  data: { reason: 'wish', pieces },
})

describe('what brings stock to those who wait', () => {
  it('is a movement that adds, not one that takes away', () => {
    const moved = (sku: string, quantity: number): Happened => ({
      stream: `stock:MAIN:${sku}`,
      type: 'stock.moved',
      data: { sku, location: 'MAIN', quantity, cause: 'received', onHand: 5, note: null },
    })
    expect(freed(moved('MUG', 3), moved('BOWL', -3))).toEqual(['MUG'])
  })

  it('is the cancelled lines that had stock, not those that waited', () => {
    expect(
      freed(
        cancelled({ line: 1, quantity: 1, allocated: 1 }, { line: 2, quantity: 1, allocated: 0 }),
      ),
    ).toEqual(['MUG'])
  })

  it('is a return that goes back on a shelf, not one that is thrown away', () => {
    const returned = (restockedAt?: string): Happened => ({
      stream: 'ord_1',
      type: 'order.returned',
      data: { reason: 'unwanted', pieces: [{ line: 3, quantity: 1, credit: 0 }], restockedAt },
    })
    expect(freed(returned())).toEqual([])
    expect(freed(returned('MAIN'))).toEqual(['CUP'])
  })

  it('is every line that waits once a hold is lifted, whatever else happened to the order', () => {
    const lifted: Happened = {
      stream: 'ord_1',
      type: 'order.hold_lifted',
      data: { hold: 'hld_1' },
    }
    const piece = { line: 1, quantity: 1, allocated: 1 }
    expect(freed(lifted)).toEqual(['BOWL', 'CUP'])
    expect(freed(lifted, cancelled(piece))).toEqual(['BOWL', 'CUP', 'MUG'])
  })

  it('is a reservation that ended', () => {
    const data = { pieces: [{ sku: 'CUP', location: 'MAIN', quantity: 1 }] }
    expect(freed({ stream: 'rsv_1', type: 'stock.reservation_ended', data })).toEqual(['CUP'])
  })
})
