/** A queue in front of a batch: `add` answers what the batch answered for this item. */
export type Gatherer<Item, Answer> = { add(item: Item): Promise<Answer>; waiting(): number }

type Waiting<Item, Answer> = {
  item: Item
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * Group commit: items that arrive while earlier batches are being written wait and share the next one. There is no timer, so a lone
 * item starts at once, and batches fill by themselves under load. At most `lanes` batches run at once, with at most `limit` items
 * each. If a batch throws, all of its items fail with that error.
 */
export function gather<Item, Answer>(
  { lanes, limit }: { lanes: number; limit: number },
  write: (items: Item[]) => Promise<Answer[]>,
): Gatherer<Item, Answer> {
  const queue: Waiting<Item, Answer>[] = []
  let underWay = 0
  let scheduled = false

  const begin = async () => {
    scheduled = false
    if (underWay === lanes || queue.length === 0) return
    underWay++
    const batch = queue.splice(0, limit)
    try {
      const answers = await write(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      underWay--
      schedule()
    }
  }

  // Waits one turn of the event loop, so that requests that have already arrived join the batch.
  const schedule = () => {
    if (scheduled || queue.length === 0) return
    scheduled = true
    setImmediate(begin)
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject })
        schedule()
      }),
    waiting: () => queue.length,
  }
}
