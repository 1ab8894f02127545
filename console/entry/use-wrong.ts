import { type RefObject, useMemo, useRef, useState } from 'react'
import { type AddressKey, addressKeys } from '../kit/address-text.ts'
import { useFieldWords } from '../kit/field-words.ts'
import { type Gap, gapsByLine } from './body.ts'
import type { Draft } from './draft.ts'
import { type Cell, focusWrong } from './focus.ts'
import type { LinesHandle } from './lines.tsx'

/** What is wrong with the draft: what a try to place it found, as long as the part in question stays as it was, and the quote. */
export function useWrong(
  draft: Draft,
  quoted: readonly Gap[],
  lines: RefObject<LinesHandle | null>,
) {
  const words = useFieldWords()
  const [settled, setSettled] = useState<{ found: readonly Gap[]; draft: Draft } | null>(null)
  const visited = useRef<number | null>(null)
  const gaps = useMemo(
    () => (settled ? settled.found.filter((gap) => stands(gap, settled.draft, draft)) : []),
    [settled, draft],
  )
  const byLine = useMemo(() => gapsByLine(draft, gaps), [draft, gaps])
  const error = (...pointers: string[]) => {
    const gap = gaps.find(({ pointer }) => pointers.includes(pointer))
    return gap && words(gap.code, gap.params)
  }
  return {
    gaps,
    byLine,
    /** How many things there are to put right, each counted once. */
    count: new Set([...gaps, ...quoted].map(({ pointer, code }) => `${pointer} ${code}`)).size,
    /** What is wrong at a place, in words. */
    error,
    addressErrors: Object.fromEntries(
      addressKeys
        .map((key): [AddressKey, string | undefined] => [key, error(`/shipTo/${key}`)])
        .filter(([, text]) => text !== undefined),
    ),
    settle: (found: readonly Gap[]) => {
      setSettled({ found, draft })
      if (found.length > 0) focusFirst(draft, found, lines.current)
    },
    /** From the line that was gone to last, on to the next one; at the end from the top. */
    next: () => {
      const wrong = [...gapsByLine(draft, [...quoted, ...gaps])]
      const at = wrong.findIndex(([id]) => id === visited.current)
      const [id, [gap] = []] = wrong[at + 1] ?? wrong[0] ?? []
      visited.current = id ?? null
      if (id === undefined) focusWrong()
      else lines.current?.focus(id, cellOf(gap))
    },
  }
}

function focusFirst(draft: Draft, found: readonly Gap[], lines: LinesHandle | null): void {
  const outside = found.some(({ pointer }) => !/^\/lines\/\d/.test(pointer))
  const [id, [gap] = []] = [...gapsByLine(draft, found)][0] ?? []
  if (outside || id === undefined) focusWrong()
  else lines?.focus(id, cellOf(gap))
}

function cellOf(gap: Gap | undefined): Cell {
  return (/(sku|quantity|price|discount)$/.exec(gap?.pointer ?? '')?.[1] ?? 'sku') as Cell
}

/** Whether the part that a gap points to is as it was: typed anew, it is to be judged anew. */
function stands({ pointer }: Gap, before: Draft, now: Draft): boolean {
  if (pointer.startsWith('/customer')) return before.buyer === now.buyer
  if (pointer.startsWith('/shipTo')) {
    const key = pointer.split('/')[2] as AddressKey
    return before.shipTo[key] === now.shipTo[key]
  }
  return pointer.startsWith('/lines') ? before.lines === now.lines : true
}
