/** The carrier of whoever set up none: sent by oneself, or nobody said by whom. */
export const ownCarrier = 'manual'
