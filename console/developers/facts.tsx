import { memo, useState } from 'react'
import { usePeople } from '../app/people.ts'
import type { Fact } from '../base/live.ts'
import { useWords } from '../base/words.ts'

/** The facts of the log as they came, newest first; each opens to its data. */
export function Facts({ facts, filtered }: { facts: readonly Fact[]; filtered: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState<string | null>(null)
  const person = usePeople()
  if (facts.length === 0)
    return (
      <p className="p-4 text-sm text-muted">
        {t(filtered ? 'developers.none_found' : 'developers.facts_none')}
      </p>
    )
  return (
    <ul className="text-xs">
      {facts.map((fact) => (
        <FactRow
          key={fact.cursor}
          fact={fact}
          by={person(fact.by)}
          open={open === fact.cursor}
          onOpen={setOpen}
        />
      ))}
    </ul>
  )
}

type RowProps = { fact: Fact; by: string; open: boolean; onOpen: (cursor: string | null) => void }

const FactRow = memo(function FactRow({ fact, by, open, onOpen }: RowProps) {
  const { code } = useWords()
  const { cursor, type, stream, version, data, at } = fact
  return (
    <li className="border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onOpen(open ? null : cursor)}
        className="flex w-full flex-wrap items-center gap-x-4 px-3 py-1 text-left hover:bg-sunken"
      >
        <span className="numbers text-muted">{new Date(at).toLocaleTimeString('en-GB')}</span>
        <span className="w-48 shrink-0 truncate font-mono">{type}</span>
        <span className="min-w-0 grow truncate">{code('fact', type, data)}</span>
        <span className="font-mono text-muted max-sm:hidden">
          {stream} v{version}
        </span>
        <span className="text-muted max-lg:hidden">{by}</span>
      </button>
      {open && (
        <pre className="overflow-x-auto bg-sunken px-3 py-2 font-mono whitespace-pre-wrap break-words">
          {JSON.stringify(fact, null, 2)}
        </pre>
      )}
    </li>
  )
})
