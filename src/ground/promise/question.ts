// The question that promise asks modules that know more than the hours of a channel, such as shipping, delivery or production.

/** "Which dates can you give?", asked of many orders at once and answered in their sequence. */
export type DatesAsked = {
  at: Date
  orders: readonly {
    channel: string
    /** ISO 3166-1 alpha-2; null while it is not known yet. */
    country: string | null
    lines: readonly { sku: string; quantity: number }[]
    /** The carrier to ship with; null leaves it open. */
    carrier: string | null
  }[]
}

/** The window that a module can give an order, or null when it knows nothing about it. */
export type DatesGiven = {
  from: Date
  until: Date
  /** The code of the module that answers. */
  source: string
  /** How often such a date is kept, in percent. */
  confidence: number
} | null
