/** The largest file that is taken, in bytes. */
export const largestFile = 50 * 1024 * 1024
