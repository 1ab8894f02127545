// What promise asks of whoever knows more than the hours of a channel: those who send, deliver or make answer at their doors.

/** "Which dates can you give?", asked of many orders at once and answered in their sequence. */
export type DatesAsked = {
  at: Date
  orders: readonly {
    channel: string
    /** ISO 3166-1 alpha-2; null while it is not known yet. */
    country: string | null
    lines: readonly { sku: string; quantity: number }[]
    /** By which it would go; null leaves it open. */
    carrier: string | null
  }[]
}

/** The window one of them can give an order, or null where it knows nothing about it. */
export type DatesGiven = {
  from: Date
  until: Date
  /** Who says so, by the code of their room. */
  source: string
  /** How often such a date is kept, in percent. */
  confidence: number
} | null
