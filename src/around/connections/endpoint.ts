/** A receiver as its owners see it; secrets are shown once and never again. */
export type Endpoint = {
  id: string
  url: string
  description: string
  types: string[]
  /** Whether it gets contact data unmasked. */
  contacts: boolean
  active: boolean
  /** Why it was switched off, if no person did it. */
  disabledReason: string | null
  /** Until when the secret before the last change still signs. */
  formerSecretUntil: Date | null
  version: number
  madeBy: string
  madeAt: Date
  /** Messages that wait for their first or next attempt, and those that were given up. */
  waiting: number
  dead: number
}

export type Wish = { url: string; types: string[]; description: string; contacts: boolean }
export type EndpointChange = {
  url?: string | undefined
  types?: string[] | undefined
  description?: string | undefined
  contacts?: boolean | undefined
  active?: boolean | undefined
}

/** The most receivers of an installation; there is a limit because each one multiplies what the follower writes. */
export const mostEndpoints = 50

/** The type of the test message. */
export const pingType = 'webhook.ping'
