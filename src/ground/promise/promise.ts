const hourMs = 3_600_000

/** Of a channel that says nothing: what is ordered in the evening leaves on the next day, and one day is for what goes wrong. */
export const usualHours = 48

/**
 * Until when an order that is placed at `at` is promised to leave: the hours of its channel later (null: it says none), rounded
 * up to the full hour. Up, because a promise that is told must never be shorter than the channel's hours; the full hour,
 * because nobody is told minutes, and those who ask within the same hour are told the same. Pure.
 */
export function promiseAfter(at: Date, hours: number | null): Date {
  return new Date(Math.ceil((at.getTime() + (hours ?? usualHours) * hourMs) / hourMs) * hourMs)
}
