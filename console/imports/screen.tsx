import { useState } from 'react'
import { useSearchParams } from '../app/search.ts'
import { useKeys } from '../base/keys.ts'
import { Detail } from './detail.tsx'
import { Imports } from './list.tsx'

/** What came in from outside: the documents, and each of them with what became of its rows. */
export function Screen() {
  const [params, setParams] = useSearchParams<'/imports'>()
  const id = params.id ?? null
  // Whoever comes back to the list stands where they left it.
  const [left, setLeft] = useState<string | null>(null)
  const open = (next: string | null) => {
    setLeft(id)
    setParams({ id: next ?? undefined, reason: undefined })
  }
  useKeys({ esc: () => open(null) }, { when: id !== null })
  if (id === null) return <Imports onOpen={open} left={left} />
  return (
    <Detail
      key={id}
      id={id}
      reason={params.reason ?? null}
      onReason={(reason) => setParams({ reason: reason ?? undefined }, { replace: true })}
      onClose={() => open(null)}
    />
  )
}
