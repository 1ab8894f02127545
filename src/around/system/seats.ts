// Every open stream reads the log after each commit, so the number of streams is limited and only one reads at a time.
import { gather } from '../../base/platform/index.ts'

/** 600 streams of one key that read at the same time made every other answer take more than a second. */
const limits = { perCaller: 20, inAll: 200 }

export type Seats = {
  /** A seat for one more stream, to be left at its end; null when the caller, or the server, has none left. */
  take(caller: string): { leave(): void } | null
  /** Reads when it is this stream's turn, so that all streams together use one connection. */
  look<Found>(read: () => Promise<Found>): Promise<Found>
}

export function makeSeats({ perCaller, inAll } = limits): Seats {
  const taken = new Map<string, number>()
  let all = 0
  const turns = gather<() => Promise<unknown>, unknown>({ lanes: 1, limit: 1 }, (reads) =>
    Promise.all(reads.map((read) => read())),
  )
  const leave = (caller: string) => {
    const left = (taken.get(caller) ?? 0) - 1
    all--
    if (left > 0) taken.set(caller, left)
    else taken.delete(caller)
  }
  return {
    take: (caller) => {
      const mine = taken.get(caller) ?? 0
      if (mine >= perCaller || all >= inAll) return null
      taken.set(caller, mine + 1)
      all++
      return { leave: () => leave(caller) }
    },
    look: async <Found>(read: () => Promise<Found>) => (await turns.add(read)) as Found,
  }
}
