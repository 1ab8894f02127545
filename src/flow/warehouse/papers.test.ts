import { expect, test } from 'vitest'
import { company } from '../../../test/tea-company.ts'
import { TooManyPapers } from '../../base/papers/index.ts'
import { dayIn, pdf, senderOf } from './papers.ts'

const paper = (error: Error) => ({ name: 'P1', draw: () => Promise.reject(error) })

test('the head of a slip is the company with where it is found; without one, the place', () => {
  expect(senderOf(company, '北仓', 'zh')).toEqual({
    sender: '青禾茶业',
    senderDetails: '浙江省杭州市西湖区文三路 478 号 310012 · +86 571 8888 0000 · 91330000X',
  })
  expect(senderOf(null, '北仓', 'zh')).toEqual({ sender: '北仓' })
})

test('a day is a day by the company’s clock', () => {
  expect(dayIn('2026-03-08T17:00:00Z', company)).toBe('2026-03-09')
  expect(dayIn('2026-03-08T17:00:00Z', null)).toBe('2026-03-08')
})

test('who asks for a paper while too many wait is told to ask again, and a paper that cannot be drawn is our fault', async () => {
  expect(await pdf(paper(new TooManyPapers('they wait')))).toEqual({ refused: 'overloaded' })
  await expect(pdf(paper(new Error('no font')))).rejects.toThrow('no font')
})
