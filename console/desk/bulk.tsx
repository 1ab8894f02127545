import { later } from '../kit/loaded.tsx'

/** One command over many orders: preview, run, one outcome per order. */
export const BulkDialog = later(() =>
  import('./bulk-dialog.tsx').then((module) => module.BulkDialog),
)
