import { TooManyPapers } from '../../base/papers/index.ts'
import { isRefusal, type Refusal, refuse } from '../../base/platform/index.ts'
import type { Paper } from './papers.ts'

/** The answer with a paper as PDF. Refuses what the paper is, and `overloaded` where too many wait to be drawn. */
export async function pdf(paper: Paper | Refusal) {
  if (isRefusal(paper)) return paper
  const body = await paper.draw().catch(turnedAway)
  if (isRefusal(body)) return body
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${paper.name}.pdf"`,
  }
  return { headers, body }
}

function turnedAway(error: unknown): Refusal {
  if (error instanceof TooManyPapers) return refuse('overloaded')
  throw error
}
