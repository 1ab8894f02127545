import { clsx } from 'clsx'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useState } from 'react'
import type { NotedCall } from '../base/calls.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { CallDetails } from './call-details.tsx'

const cell = 'py-1 pr-3 whitespace-nowrap'
/** `look` is what a column's head and cells share, `inside` how its values are set. */
const columns = [
  { key: 'method', look: 'pl-3', inside: 'font-mono' },
  { key: 'path', look: 'w-full', inside: 'max-w-0 truncate font-mono' },
  { key: 'status', look: '', inside: '' },
  { key: 'ms', look: 'text-right', inside: 'numbers' },
  { key: 'bytes', look: 'text-right max-sm:hidden', inside: 'numbers' },
  { key: 'request_id', look: 'max-lg:hidden', inside: 'font-mono' },
  { key: 'at', look: 'text-right max-sm:hidden', inside: 'numbers' },
] as const
type Column = (typeof columns)[number]['key']

/** The calls, newest first; each opens to what was sent and answered. */
export function Calls({ calls, filtered }: { calls: readonly NotedCall[]; filtered: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState<number | null>(null)
  if (calls.length === 0)
    return (
      <p className="p-4 text-sm text-muted">
        {t(filtered ? 'developers.none_found' : 'developers.none')}
      </p>
    )
  return (
    <table className="w-full text-xs">
      <thead className="sticky top-0 bg-surface text-left text-muted">
        <tr>
          {columns.map(({ key, look }) => (
            <th key={key} scope="col" className={clsx(cell, 'font-medium', look)}>
              {t(`developers.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} open={open === call.id} onOpen={setOpen} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = { call: NotedCall; open: boolean; onOpen: (id: number | null) => void }

const CallRow = memo(function CallRow({ call, open, onOpen }: RowProps) {
  return (
    <>
      <tr className={clsx('border-t border-line', open && 'bg-sunken')}>
        {columns.map(({ key, look, inside }) => (
          <td
            key={key}
            className={clsx(cell, look, inside)}
            {...(key === 'path' && { title: call.url })}
          >
            {key === 'method' ? (
              <Opener call={call} open={open} onOpen={onOpen} />
            ) : (
              <Told column={key} call={call} />
            )}
          </td>
        ))}
      </tr>
      {open && (
        <tr className="bg-sunken">
          <td colSpan={columns.length} className="px-3 pb-3">
            <CallDetails call={call} />
          </td>
        </tr>
      )}
    </>
  )
})

function Opener({ call: { id, method, url }, open, onOpen }: RowProps) {
  const Arrow = open ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-label={`${method} ${url}`}
      onClick={() => onOpen(open ? null : id)}
      className="inline-flex items-center gap-1 rounded-sm"
    >
      <Arrow size={13} aria-hidden="true" />
      {method}
    </button>
  )
}

/** What a column tells of a call. */
function Told({ column, call }: { column: Column; call: NotedCall }) {
  const format = useFormat()
  const { url, ms, bytes, requestId, startedAt } = call
  switch (column) {
    case 'path':
      return url
    case 'status':
      return <Status call={call} />
    case 'ms':
      return ms === null ? '' : format.number(Math.round(ms))
    case 'bytes':
      return bytes === null ? '' : format.number(bytes)
    case 'request_id':
      return requestId
    default:
      return new Date(startedAt).toLocaleTimeString('en-GB')
  }
}

function Status({ call: { status, ms } }: { call: NotedCall }) {
  const { t } = useWords()
  if (status === 0)
    return (
      <span className={ms === null ? 'text-muted' : 'text-bad'}>
        {t(ms === null ? 'developers.under_way' : 'developers.no_answer')}
      </span>
    )
  const tone = status < 300 ? 'text-good' : status < 400 ? 'text-muted' : 'text-bad'
  return <span className={clsx('numbers font-medium', tone)}>{status}</span>
}
