// What screens know of packages too, as plain values: this file imports nothing.

/** How many packages are packed by one call. */
export const mostPackages = 100
/** A ton, and a hundred metres: whatever is more is a slip of the keyboard. */
export const mostGrams = 1_000_000
export const mostMillimetres = 100_000
