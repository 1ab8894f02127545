// Making goods and pricing them, each loaded when it is first opened.
import { loaded } from '../app/loaded.tsx'

export const VariantDialog = loaded(
  async () => (await import('./variant-dialog.tsx')).VariantDialog,
)
export const PriceDialog = loaded(async () => (await import('./price-dialog.tsx')).PriceDialog)
