import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'

const byId = z.strictObject({ id: field.id })

/** The filters and columns of a list, saved under a name. */
const viewFields = {
  place: field.code,
  name: field.text(100),
  shared: z.boolean().default(false),
  query: z
    .record(field.text(50), field.optionalText(500))
    .refine((query) => Object.keys(query).length <= 50, 'too_many')
    .default({}),
  columns: z
    .array(
      z.strictObject({
        key: field.text(50),
        width: z.int().min(20).max(2_000).optional(),
        pinned: z.boolean().optional(),
      }),
    )
    .max(60)
    .default([]),
  density: z.enum(['cosy', 'compact']).nullable().default(null),
  position: z.int().min(0).max(10_000).default(0),
}
const viewBody = z.strictObject(viewFields)

const view = z
  .object({
    id: z.string(),
    ...viewFields,
    ownerId: z.string(),
    mine: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'View' })

export const viewsContract = {
  'GET /api/views': {
    summary: 'The saved views of a list: your own and the shared ones',
    permission: 'signedIn',
    query: z.strictObject({ place: field.code }),
    answer: z.object({ items: z.array(view) }),
  },
  'POST /api/views': {
    summary: 'Save a view for yourself or, with `views:share`, for everybody',
    permission: 'signedIn',
    body: viewBody,
    status: 201,
    answer: view,
    keyed: { together: 16 },
    refusals: ['too_many_views', 'not_allowed'],
  },
  'PUT /api/views/{id}': {
    summary: 'Change a view of yours, or a shared one with `views:share`',
    permission: 'signedIn',
    params: byId,
    body: viewBody,
    answer: view,
    keyed: { together: 16 },
    refusals: ['version_mismatch', 'not_allowed'],
  },
  'DELETE /api/views/{id}': {
    summary: 'Remove a view of yours, or a shared one with `views:share`',
    permission: 'signedIn',
    params: byId,
    answer: z.object({ id: z.string() }),
    keyed: { together: 16 },
    refusals: ['version_mismatch', 'not_allowed'],
  },
} as const satisfies Contract
