// How large the parts of a grid are: on a phone large enough for a thumb.
import { useNarrow } from '../../base/narrow.ts'

export type Sizes = {
  /** In pixels: a row, the heads, the column of marks, and the corner behind the last head. */
  row: number
  head: number
  mark: number
  end: number
  /** How many columns can stay at most while the others scroll. */
  pins: number
}

const thumb = 44
const heights = { cosy: 34, compact: 28 }

/** The sizes for this screen; they follow it when it is turned. */
export function useSizes(density: 'cosy' | 'compact'): Sizes {
  if (useNarrow()) return { row: thumb, head: thumb, mark: thumb, end: thumb, pins: 1 }
  return { row: heights[density], head: 32, mark: 36, end: 28, pins: Number.POSITIVE_INFINITY }
}
