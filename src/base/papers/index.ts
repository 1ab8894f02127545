/**
 * Papers: what travels with the goods, drawn as PDF. A packing slip for a fulfilment order and a
 * label for each package, from plain data to bytes: this module reads no table, knows no order and
 * asks no clock. It carries its own fonts, so that Chinese, Latin, Vietnamese and Cyrillic print
 * the same on every machine, and draws its barcodes as lines that stay sharp on any printer.
 */
export type {
  LabelPackage,
  PackingSlip,
  PackingSlipLine,
  PaperAddress,
  PaperLanguage,
  PaperName,
  ShippingLabel,
} from './data.ts'
export { packingSlip, shippingLabel, TooManyPapers } from './thread.ts'
