import { later } from '../kit/loaded.tsx'

export { isList } from './pasted.ts'

/** Pasted references as a list of their own. */
export const PasteDialog = later(() =>
  import('./paste-dialog.tsx').then((module) => module.PasteDialog),
)
