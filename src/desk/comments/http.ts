import { type Handlers, pageOf } from '../../base/http/index.ts'
import { type Database, isRefusal, refuse, type Tx } from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { type Comment, commentsOf, type Mention, markSeen, mentionsOf } from './comments.sql.ts'
import { commentView, tellMentions, writeComments } from './comments.ts'
import type { commentsContract } from './contract.ts'

/** The routes of comments. Everybody who may see an order may see its comments. */
export function commentsHandlers(database: Database): Handlers<typeof commentsContract> {
  return {
    'GET /api/orders/{id}/comments': ({ params: { id }, query, caller }) =>
      database.read(async (tx) => {
        const order = (await briefsOf(tx, [id], caller.channels)).get(id)
        if (!order) return refuse('not_found')
        const page = await pageOf(query, {
          parts: 1,
          keyOf: (comment: Comment) => [comment.id],
          rowsAfter: (key, limit) => commentsOf(tx, id, { after: String(key?.[0] ?? ''), limit }),
        })
        return isRefusal(page) ? page : { body: { ...page, items: page.items.map(commentView) } }
      }),
    'POST /api/orders/{id}/comments': async (tx, asked) =>
      (await writeComments(tx, asked)).map((comment) =>
        isRefusal(comment) ? comment : { status: 201, body: commentView(comment) },
      ),
    'GET /api/mentions': ({ query, caller }) =>
      database.read(async (tx) => {
        const page = await pageOf(query, {
          parts: 1,
          keyOf: ({ id }: Mention) => [id],
          rowsAfter: (key, limit) =>
            mentionsOf(tx, caller.id, { before: key && String(key[0]), limit }),
        })
        if (isRefusal(page)) return page
        return { body: { ...(await tellMentions(tx, caller, page.items)), next: page.next } }
      }),
    'POST /api/mentions/seen': async (tx, asked) => await seenBy(tx, asked),
  }
}

/** What somebody has seen is private, so it makes no fact, like the last use of a session. */
async function seenBy(
  tx: Tx,
  asked: { caller: { id: string }; body: { comments?: string[] | undefined }; at: Date }[],
) {
  const answers = []
  for (const { caller, body, at } of asked)
    answers.push({ body: { seen: await markSeen(tx, caller.id, body.comments ?? null, at) } })
  return answers
}
