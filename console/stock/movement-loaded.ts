// Posting pieces, loaded when it is first opened. Apart from the dialogs of goods, which it opens itself.
import { loaded } from '../kit/loaded.tsx'

export const MovementDialog = loaded(
  async () => (await import('./movement-dialog.tsx')).MovementDialog,
)
