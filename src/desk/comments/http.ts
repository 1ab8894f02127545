import { type Caller, type Handlers, type PageAsked, pageOf } from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { commentsOf, markSeen } from './comments.sql.ts'
import { commentView, listMentions, writeComments } from './comments.ts'
import type { commentsContract } from './contract.ts'

/** The routes of comments. They are seen by who may see the order that they are about. */
export function commentsHandlers(database: Database): Handlers<typeof commentsContract> {
  return {
    'GET /api/orders/{id}/comments': async ({ params: { id }, query, caller }) =>
      await database.read(async (tx) => {
        const order = (await briefsOf(tx, [id], caller.channels)).get(id)
        if (!order) return refuse('not_found')
        const page = await pageOf(query, {
          parts: 1,
          rowsAfter: (key, limit) => commentsOf(tx, id, { after: String(key?.[0] ?? ''), limit }),
          keyOf: (comment) => [comment.id],
        })
        return isRefusal(page) ? page : { body: { ...page, items: page.items.map(commentView) } }
      }),
    'POST /api/orders/{id}/comments': async (tx, asked) =>
      (await writeComments(tx, asked)).map((comment) =>
        isRefusal(comment) ? comment : { status: 201, body: commentView(comment) },
      ),
    'GET /api/mentions': ({ query, caller }) =>
      database.read((tx) => mentionsPage(tx, caller, query)),
    'POST /api/mentions/seen': async (tx, asked) => await seenBy(tx, asked),
  }
}

/** Where the next page begins is said by what was read, not by what of it the caller may see. */
async function mentionsPage(tx: Tx, caller: Caller, query: PageAsked) {
  let found: Awaited<ReturnType<typeof listMentions>> | null = null
  const page = await pageOf(query, {
    parts: 1,
    rowsAfter: async (key, limit) => {
      found = await listMentions(tx, caller, { before: key ? String(key[0]) : null, limit })
      return found.comments
    },
    keyOf: ({ id }) => [id],
  })
  if (isRefusal(page) || !found) return page as Refusal
  const { visible, unseen } = found as Awaited<ReturnType<typeof listMentions>>
  const read = new Set(page.items.map(({ id }) => id))
  return {
    body: { items: visible.filter(({ id }) => read.has(id)), unseen, next: page.next },
  }
}

/** What somebody has looked at is theirs alone: it leaves no fact, as the last use of a session leaves none. */
async function seenBy(
  tx: Tx,
  asked: { caller: { id: string }; body: { comments?: string[] | undefined }; at: Date }[],
) {
  const answers = []
  for (const { caller, body, at } of asked)
    answers.push({ body: { seen: await markSeen(tx, caller.id, body.comments ?? null, at) } })
  return answers
}
