import type { Handlers } from '../../base/http/index.ts'
import type { Database, Tx } from '../../base/platform/index.ts'
import { isRefusal, refuse } from '../../base/platform/index.ts'
import { briefsOf, versionTag } from '../../orders/index.ts'
import { bulkHandlers } from './bulk-http.ts'
import { commentsOf, markSeen } from './comments.sql.ts'
import { commentView, listMentions, writeComments } from './comments.ts'
import type { deskContract } from './contract.ts'
import { exportHandlers } from './export.ts'
import { beginning, pageOf } from './pages.ts'
import { viewsOf } from './views.sql.ts'
import { changeViews, makeViews, removeViews, viewOf } from './views.ts'

type C = typeof deskContract

/** The routes of the desk: parse → begin → call → answer. `onError` hears why a file broke off. */
export function deskHandlers(
  database: Database,
  onError: (where: string, error: unknown) => void,
): Handlers<C> {
  return {
    ...viewHandlers(database),
    ...bulkHandlers(database),
    ...exportHandlers(database, onError),
    ...commentHandlers(database),
  }
}

function viewHandlers(
  database: Database,
): Pick<Handlers<C>, Extract<keyof C, `${string}/api/views${string}`>> {
  return {
    'GET /api/views': async ({ query: { place }, caller }) => {
      const views = await database.read((tx) => viewsOf(tx, place, caller.id))
      return { body: { items: views.map((view) => viewOf(view, caller)) } }
    },
    'POST /api/views': async (tx, asked) =>
      (await makeViews(tx, asked)).map((view, index) =>
        isRefusal(view) ? view : { status: 201, ...shown(view, asked[index]) },
      ),
    'PUT /api/views/{id}': async (tx, asked) =>
      (await changeViews(tx, asked)).map((view, index) =>
        isRefusal(view) ? view : shown(view, asked[index]),
      ),
    'DELETE /api/views/{id}': async (tx, asked) =>
      (await removeViews(tx, asked)).map((view) =>
        isRefusal(view) ? view : { body: { id: view.id } },
      ),
  }
}

type Asker = { caller: Parameters<typeof viewOf>[1] }

function shown(view: Parameters<typeof viewOf>[0], asked: Asker | undefined) {
  return { headers: versionTag(view.version), body: viewOf(view, (asked as Asker).caller) }
}

function commentHandlers(
  database: Database,
): Pick<Handlers<C>, Extract<keyof C, `${string}/comments` | `${string}/mentions${string}`>> {
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
