import { useRef, useState } from 'react'
import { api, Problem } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { type Column, isAlike, type Mended, type Reason, type Repair } from './mending.ts'

/** What became of a row since the page was opened: done, or still wrong and why. */
export type Fate = { mended: Mended | null; reasons: readonly Reason[] }
export type Cells = Partial<Record<Column, string | null>>
export type Tally = { mended: number; left: number }

/** So many rows the server takes at once. */
const together = 500

type Given = { content: unknown; work: (key: string) => Promise<void> }

export type Mending = ReturnType<typeof useMending>

/** Puts rows right, one or many; the rows stay where they are and say what became of them. */
export function useMending(id: string, onMended: () => void) {
  const [fates, setFates] = useState<ReadonlyMap<number, Fate>>(new Map())
  // Read where the next row is chosen, right after one was mended and before anything is drawn again.
  const latest = useRef(fates)
  const { send, busy, problem } = useSending(({ work }: Given, key: string) => work(key))
  const learn = (learned: readonly { row: number; fate: Fate | null }[]) => {
    const next = new Map(latest.current)
    for (const { row, fate } of learned) if (fate) next.set(row, fate)
    latest.current = next
    setFates(next)
  }
  /** Answers whether the row is off the list. */
  const mend = async (row: number, cells: Cells): Promise<boolean> => {
    let off = false
    const work = async (key: string) => {
      const fate = await mendOne(id, row, cells, key)
      learn([{ row, fate }])
      off = fate.mended !== null
      if (off) onMended()
    }
    await send({ content: [row, cells], work })
    return off
  }
  /** The same for all rows that are wrong in the same way, loaded or not. */
  const mendAlike = async (one: Repair, cells: Cells): Promise<Tally | null> => {
    let tally: Tally | null = null
    const work = async () => {
      const done = await mendAll(id, await rowsAlike(id, one), cells)
      learn(done)
      onMended()
      const mended = done.filter(({ fate }) => fate?.mended).length
      tally = { mended, left: done.length - mended }
    }
    await send({ content: [one.row, cells], work })
    return tally
  }
  const isOpen = (row: number) => !latest.current.get(row)?.mended
  return { fates, isOpen, busy, problem, mend, mendAlike }
}

async function mendAll(id: string, rows: readonly Repair[], cells: Cells) {
  const done: { row: number; fate: Fate | null }[] = []
  for (let from = 0; from < rows.length; from += together) {
    const part = rows.slice(from, from + together).map(({ row }) => ({ row, cells }))
    const given = { params: { id }, body: { rows: part } }
    const { outcomes } = await api.call('POST /api/imports/{id}/repairs', given)
    for (const [index, { mended }] of outcomes.entries())
      done.push({ row: part[index]?.row ?? 0, fate: mended ? fateOf(mended) : null })
  }
  return done
}

async function mendOne(id: string, row: number, cells: Cells, key: string): Promise<Fate> {
  try {
    const params = { id, row }
    const body = { cells }
    return fateOf(await api.call('POST /api/imports/{id}/repairs/{row}', { params, body, key }))
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'row_not_understood') throw error
    const { reason, column, ...params } = error.params
    return { mended: null, reasons: [{ code: String(reason), column: String(column), params }] }
  }
}

function fateOf(mended: Mended): Fate {
  return mended.kind === 'repair'
    ? { mended: null, reasons: mended.reasons ?? [] }
    : { mended, reasons: [] }
}

async function rowsAlike(id: string, one: Repair): Promise<Repair[]> {
  const reason = one.reasons[0]?.code
  const query = { limit: 200, ...(reason !== undefined && { reason }) }
  const found: Repair[] = []
  for await (const row of api.pages('GET /api/imports/{id}/repairs', query, { params: { id } }))
    if (isAlike(one, row)) found.push(row)
  return found
}
