/** The languages the papers are printed in. */
export type PaperLanguage = 'zh' | 'en'

/** A name in the languages it is known in; a paper falls back to the other one. */
export type PaperName = { zh?: string | undefined; en?: string | undefined }

/** An address as printed. Parts are plain text; only `country` is a code (ISO 3166-1 alpha-2). */
export type PaperAddress = {
  name: string
  company?: string | undefined
  /** As it shall be dialled and read, for example +86 138 0013 8000. */
  phone?: string | undefined
  /** Street, house number, floor, in the order they are written. */
  street: readonly string[]
  /** 区 or 县, or a part of a town. */
  district?: string | undefined
  city?: string | undefined
  /** Province or state. */
  region?: string | undefined
  postcode?: string | undefined
  country: string
}

/** One line of a fulfilment order: so many of a variant, taken from a place in the warehouse. */
export type PackingSlipLine = {
  sku: string
  name: PaperName
  quantity: number
  /** The order it is of, where the parcel holds several: a head stands over the first line of each. */
  order?: string | undefined
  /** Bin or shelf, if the warehouse names them. */
  location?: string | undefined
}

/** What a packing slip shows. It has no prices: it travels in the parcel, often as a present. */
export type PackingSlip = {
  /** Who sends, as the head of the paper. */
  sender: string
  /** Where the sender is found: address, telephone, tax number; printed small, on two lines at most. */
  senderDetails?: string | undefined
  orderNumber: string
  /** The other orders in the same parcel. */
  otherOrders?: readonly string[] | undefined
  fulfilmentOrderNumber: string
  /** The date printed, ISO 8601: 2026-03-09 or with a time; only the day is shown. */
  date: string
  shipTo: PaperAddress
  customerReference?: string | undefined
  /** Number of packages; left out while the goods are not packed. */
  packages?: number | undefined
  lines: readonly PackingSlipLine[]
  /** A message to the receiver. */
  note?: string | undefined
  /** How goods come back, as the company tells its customers. */
  returns?: string | undefined
  /** What the company says at the end of every slip. */
  footer?: string | undefined
}

/** One package on a label. */
export type LabelPackage = {
  id: string
  trackingNumber?: string | undefined
  /** Gross weight in grams. */
  grams: number
  /** Which of `packageCount` it is, from 1; without it, its place in the list. */
  number?: number | undefined
}

/** What the labels of a shipment show, one page for each package. */
export type ShippingLabel = {
  orderNumber: string
  /** The date printed, ISO 8601; only the day is shown. */
  date: string
  from: PaperAddress
  to: PaperAddress
  carrier: PaperName
  service?: PaperName | undefined
  reference?: string | undefined
  packages: readonly LabelPackage[]
  /** Number of packages of the shipment; without it, the length of `packages`. */
  packageCount?: number | undefined
}
