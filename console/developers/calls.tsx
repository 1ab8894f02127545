import { clsx } from 'clsx'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useState } from 'react'
import type { NotedCall } from '../app/calls.ts'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { CallDetails } from './call-details.tsx'

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
          <th scope="col" className="py-1 pr-3 pl-3 font-medium">
            {t('developers.method')}
          </th>
          <th scope="col" className="w-full py-1 font-medium">
            {t('developers.path')}
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            {t('developers.status')}
          </th>
          <th scope="col" className="py-1 pr-3 text-right font-medium">
            {t('developers.ms')}
          </th>
          <th scope="col" className="py-1 pr-3 text-right font-medium max-sm:hidden">
            {t('developers.bytes')}
          </th>
          <th scope="col" className="py-1 pr-3 font-medium whitespace-nowrap max-lg:hidden">
            {t('developers.request_id')}
          </th>
          <th scope="col" className="py-1 pr-3 text-right font-medium max-sm:hidden">
            {t('developers.at')}
          </th>
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
  const format = useFormat()
  const { id, method, url, ms, bytes, requestId, startedAt } = call
  const Arrow = open ? ChevronDown : ChevronRight
  return (
    <>
      <tr className={clsx('border-t border-line', open && 'bg-sunken')}>
        <td className="py-1 pr-3 pl-3 font-mono whitespace-nowrap">
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
        </td>
        <td className="max-w-0 truncate py-1 pr-3 font-mono" title={url}>
          {url}
        </td>
        <td className="py-1 pr-3 whitespace-nowrap">
          <Status call={call} />
        </td>
        <td className="numbers py-1 pr-3 text-right">
          {ms === null ? '' : format.number(Math.round(ms))}
        </td>
        <td className="numbers py-1 pr-3 text-right max-sm:hidden">
          {bytes === null ? '' : format.number(bytes)}
        </td>
        <td className="py-1 pr-3 font-mono whitespace-nowrap max-lg:hidden">{requestId}</td>
        <td className="numbers py-1 pr-3 text-right whitespace-nowrap max-sm:hidden">
          {new Date(startedAt).toLocaleTimeString('en-GB')}
        </td>
      </tr>
      {open && (
        <tr className="bg-sunken">
          <td colSpan={7} className="px-3 pb-3">
            <CallDetails call={call} />
          </td>
        </tr>
      )}
    </>
  )
})

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
