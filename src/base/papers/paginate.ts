/**
 * Shares rows of given heights over pages: the first page has `first` points for them, every other
 * `rest`, and the last must also keep `tail` points free. A row taller than a page has a page alone.
 * Gives the index of the first row of every page and, at the end, the number of rows; a paper
 * without rows has one page, and the tail may take a page of its own.
 */
export function paginate(
  heights: readonly number[],
  room: { first: number; rest: number; tail: number },
): number[] {
  const starts = [0]
  let left = room.first
  heights.forEach((height, index) => {
    const begins = starts.at(-1) === index
    if (height > left && !begins) {
      starts.push(index)
      left = room.rest
    }
    left -= height
  })
  if (room.tail > left && heights.length > 0) starts.push(heights.length)
  return [...starts, heights.length]
}
