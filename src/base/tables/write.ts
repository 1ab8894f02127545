// What our own tables are made of. A number is a plain decimal text, so that no digit of an amount is lost on the way.

/** A cell to be written: a `time` is local, `2026-05-04 09:30:00`. */
export type OutCell = null | { text: string } | { number: string } | { time: string }
export type OutRow = readonly OutCell[]
