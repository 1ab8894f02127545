// Making goods and pricing them, each loaded when it is first opened.
import { loaded } from '../kit/loaded.tsx'

export const VariantDialog = loaded(
  async () => (await import('./variant-dialog.tsx')).VariantDialog,
)
export const EndPriceDialog = loaded(async () => (await import('./price-end.tsx')).EndPriceDialog)
export const PriceHistory = loaded(async () => (await import('./price-history.tsx')).PriceHistory)
export const PriceDialog = loaded(async () => (await import('./price-dialog.tsx')).PriceDialog)
