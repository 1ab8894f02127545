import { beginning, type Handlers, pageOf } from '../../base/http/index.ts'
import { type Database, isRefusal, refuse, type Tx } from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { commentsOf, markSeen } from './comments.sql.ts'
import { commentView, listMentions, writeComments } from './comments.ts'
import type { commentsContract } from './contract.ts'

/** The routes of comments. They are seen by who may see the order that they are about. */
export function commentsHandlers(database: Database): Handlers<typeof commentsContract> {
  return {
    'GET /api/orders/{id}/comments': async ({ params: { id }, query, caller }) => {
      const begin = beginning(query, '')
      if (isRefusal(begin)) return begin
      return await database.read(async (tx) => {
        const order = (await briefsOf(tx, [id], caller.channels)).get(id)
        if (!order) return refuse('not_found')
        const page = { after: String(begin.key), limit: query.limit + 1 }
        const rows = (await commentsOf(tx, id, page)).map(commentView)
        return { body: pageOf(rows, query, ({ id }) => id) }
      })
    },
    'POST /api/orders/{id}/comments': async (tx, asked) =>
      (await writeComments(tx, asked)).map((comment) =>
        isRefusal(comment) ? comment : { status: 201, body: commentView(comment) },
      ),
    'GET /api/mentions': async ({ query, caller }) => {
      const begin = beginning(query, null)
      if (isRefusal(begin)) return begin
      const before = begin.key === null ? null : String(begin.key)
      const page = { before, limit: query.limit + 1 }
      const found = await database.read((tx) => listMentions(tx, caller, page))
      return { body: mentionsPage(found, query) }
    },
    'POST /api/mentions/seen': async (tx, asked) => await seenBy(tx, asked),
  }
}

/** Where the next page begins is said by what was read, not by what of it the caller may see. */
function mentionsPage(
  { comments, visible, unseen }: Awaited<ReturnType<typeof listMentions>>,
  query: { limit: number },
) {
  const { items, next } = pageOf(comments, query, ({ id }) => id)
  const read = new Set(items.map(({ id }) => id))
  return { items: visible.filter(({ id }) => read.has(id)), unseen, next }
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
