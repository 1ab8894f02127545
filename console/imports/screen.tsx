import { useKeys } from '../app/keys.ts'
import { useSearchParams } from '../app/search.ts'
import { Detail } from './detail.tsx'
import { Imports } from './list.tsx'

/** What came in from outside: the documents, and each of them with what became of its rows. */
export function Screen() {
  const [params, setParams] = useSearchParams()
  const id = params.id ?? null
  const open = (next: string | null) => setParams({ id: next ?? undefined, reason: undefined })
  useKeys({ esc: () => open(null) }, { when: id !== null })
  if (id === null) return <Imports onOpen={open} />
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
