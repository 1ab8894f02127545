import { useSession } from '../app/session.tsx'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { cell, row, Table } from '../kit/table.tsx'
import type { Overview } from './hours.ts'
import { isMine } from './job.ts'
import { Rest } from './rest.tsx'

const waiting = ['to_confirm', 'waiting', 'to_release', 'in_warehouse'] as const

type Wait = {
  key: string
  what: string
  who: string
  n: number
  search: { bucket: string; hold?: string }
}

/** What waits in each queue and behind each hold, and whose turn it is; one's own stand first. */
export function Waits({ overview: { buckets, held } }: { overview: Overview }) {
  const { t, code, knows } = useWords()
  const { may } = useSession()
  const queues = waiting
    .filter((bucket) => buckets[bucket] > 0)
    .map((bucket) => ({
      key: bucket,
      what: code('bucket', bucket),
      who: code('bucket_who', bucket),
      n: buckets[bucket],
      search: { bucket },
    }))
  const holds = held.map(({ code: hold, n }) => ({
    key: `held ${hold}`,
    what: t('home.waits_held', { reason: code('hold', hold) }),
    who: code('hold_who', knows('hold_who', hold) ? hold : 'other'),
    n,
    search: { bucket: 'held', hold },
  }))
  const rows: Wait[] = [...queues, ...holds]
  const mine = (wait: Wait) => isMine(may, wait.search)
  const sorted = [...rows.filter(mine), ...rows.filter((wait) => !mine(wait))]
  return (
    <Section title={t('home.waits_question')}>
      {rows.length === 0 ? (
        <p className="py-2 text-sm text-muted">{t('home.waits_none')}</p>
      ) : (
        <Table
          heads={[
            { label: t('home.waits_what') },
            { label: t('home.waits_who'), grows: true },
            { label: t('home.waits_n'), end: true },
          ]}
        >
          {sorted.map((wait) => (
            <WaitRow key={wait.key} wait={wait} mine={mine(wait)} />
          ))}
        </Table>
      )}
    </Section>
  )
}

function WaitRow({ wait: { what, who, n, search }, mine }: { wait: Wait; mine: boolean }) {
  const format = useFormat()
  return (
    <tr className={row}>
      <td className={`${cell} whitespace-nowrap ${mine ? 'font-medium' : 'text-muted'}`}>{what}</td>
      <td className={`${cell} max-w-0 truncate text-muted`} title={who}>
        {who}
      </td>
      <td className={`${cell} text-right`}>
        <Rest search={search}>{format.number(n)}</Rest>
      </td>
    </tr>
  )
}
