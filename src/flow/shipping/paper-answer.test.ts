import { expect, test } from 'vitest'
import { TooManyPapers } from '../../base/papers/index.ts'
import { pdf } from './paper-answer.ts'

const paper = (error: Error) => ({ name: 'P1', draw: () => Promise.reject(error) })

test('who asks for a paper while too many wait is told to ask again, and a paper that cannot be drawn is our fault', async () => {
  expect(await pdf(paper(new TooManyPapers('they wait')))).toEqual({ refused: 'overloaded' })
  await expect(pdf(paper(new Error('no font')))).rejects.toThrow('no font')
})
