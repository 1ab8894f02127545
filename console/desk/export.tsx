import { later } from '../kit/loaded.tsx'

/** The list as a file. */
export const ExportDialog = later(() =>
  import('./export-dialog.tsx').then((module) => module.ExportDialog),
)
