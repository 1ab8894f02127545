import { type Handlers, versionTag } from '../../base/http/index.ts'
import { type Database, isRefusal } from '../../base/platform/index.ts'
import type { viewsContract } from './contract.ts'
import { viewsOf } from './views.sql.ts'
import { changeViews, makeViews, removeViews, viewOf } from './views.ts'

/** The routes of saved views. A view is visible to its owner, and to everybody if it is shared. */
export function viewsHandlers(database: Database): Handlers<typeof viewsContract> {
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
