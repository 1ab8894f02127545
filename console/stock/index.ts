/**
 * The stock room's dialogs, for the rooms that find out that something is missing: goods, a price, pieces on the shelf. Each
 * is loaded when it is first opened.
 */
export { findVariant, findVariants } from './find.ts'
export { EndPriceDialog, PriceDialog, VariantDialog } from './goods-dialogs.ts'
export { MovementDialog } from './movement-loaded.ts'
