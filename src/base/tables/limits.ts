/** What one file may cost. Sizes in bytes, lengths in UTF-16 units. */
export type Limits = {
  /** Time the reader may keep its caller waiting, added up over all waits. */
  seconds: number
  heapMegabytes: number
  fileBytes: number
  zipEntries: number
  /** Unpacked size of the whole archive. */
  unpackedBytes: number
  /** Unpacked to packed size of one archive entry … */
  ratio: number
  /** … looked at from this unpacked size on: small entries of spaces pack better than any honest sheet. */
  ratioFloorBytes: number
  columns: number
  /** The longest cell that spreadsheet programs themselves accept. */
  cellCharacters: number
}

export const LIMITS: Limits = {
  seconds: 30,
  heapMegabytes: 256,
  fileBytes: 100_000_000,
  zipEntries: 1_000,
  unpackedBytes: 100_000_000,
  ratio: 100,
  ratioFloorBytes: 1_000_000,
  columns: 1_000,
  cellCharacters: 32_767,
}
