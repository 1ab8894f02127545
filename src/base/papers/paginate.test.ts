import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paginate } from './paginate.ts'

describe('rows shared over pages', () => {
  it('fill the first page and then the others', () => {
    expect(paginate([10, 10, 10, 10, 10], { first: 20, rest: 30, tail: 0 })).toEqual([0, 2, 5])
  })

  it('leave the tail a page of its own when the last page has no room for it', () => {
    expect(paginate([10, 10], { first: 20, rest: 30, tail: 5 })).toEqual([0, 2, 2])
  })

  it('make one page when there is none', () => {
    expect(paginate([], { first: 20, rest: 30, tail: 25 })).toEqual([0, 0])
  })

  it('each stand on one page, in order, and never past its end', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 80 })
    fc.assert(
      fc.property(heights, fc.integer({ min: 20, max: 60 }), (rows, first) => {
        const room = { first, rest: 60, tail: 15 }
        const starts = paginate(rows, room)
        expect([starts[0], starts.at(-1)]).toEqual([0, rows.length])
        starts.slice(1).forEach((end, page) => {
          const start = starts[page] ?? 0
          const used = rows.slice(start, end).reduce((sum, height) => sum + height, 0)
          const tail = page === starts.length - 2 && rows.length > 0 ? room.tail : 0
          expect(end).toBeGreaterThanOrEqual(start)
          expect(used + tail).toBeLessThanOrEqual(page === 0 ? room.first : room.rest)
        })
      }),
    )
  })
})
