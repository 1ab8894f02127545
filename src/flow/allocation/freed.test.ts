import { describe, expect, it } from 'vitest'
import type { RecordedFact } from '../../base/platform/index.ts'
import type { Order } from '../../orders/index.ts'
import { freedBy, skusOf } from './freed.ts'

const fact = (stream: string, type: string, data: object): RecordedFact => ({
  stream,
  type,
  data,
  version: 1,
  by: 'usr_test',
  command: 'req_test',
  at: new Date(0),
  cursor: { tx: '1', position: 1 },
})
const line = (number: number, sku: string, allocated: number) =>
  ({ line: number, sku, ordered: 2, cancelled: 0, allocated }) as Order['lines'][number]
const known = new Map([
  ['ord_1', { lines: [line(1, 'MUG', 2), line(2, 'BOWL', 0), line(3, 'CUP', 1)] } as Order],
])
const freed = (...facts: RecordedFact[]) => [...skusOf(freedBy(facts), known)].sort()
const cancelled = (...pieces: object[]) => fact('ord_1', 'order.cancelled', { pieces })

describe('what brings stock to those who wait', () => {
  it('is a movement that adds, not one that takes away', () => {
    const moved = (sku: string, quantity: number) =>
      fact(`stock:MAIN:${sku}`, 'stock.moved', { sku, quantity })
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
    const returned = (restockedAt?: string) =>
      fact('ord_1', 'order.returned', { pieces: [{ line: 3, quantity: 1 }], restockedAt })
    expect(freed(returned())).toEqual([])
    expect(freed(returned('MAIN'))).toEqual(['CUP'])
  })

  it('is every line that waits once a hold is lifted, whatever else happened to the order', () => {
    const lifted = fact('ord_1', 'order.hold_lifted', { hold: 'hld_1' })
    const piece = { line: 1, quantity: 1, allocated: 1 }
    expect(freed(lifted)).toEqual(['BOWL', 'CUP'])
    expect(freed(lifted, cancelled(piece))).toEqual(['BOWL', 'CUP', 'MUG'])
  })

  it('is a reservation that ended', () => {
    const ended = { pieces: [{ sku: 'CUP', location: 'MAIN', quantity: 1 }] }
    expect(freed(fact('rsv_1', 'stock.reservation_ended', ended))).toEqual(['CUP'])
  })
})
