import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Section } from '../kit/page.tsx'
import type { Overview } from './hours.ts'
import { Rest, Rows } from './rows.tsx'

const waiting = ['to_confirm', 'waiting', 'to_release', 'in_warehouse'] as const

/** What waits in each queue and behind each hold, and whose turn it is. */
export function Waits({ overview: { buckets, held } }: { overview: Overview }) {
  const { t, code, knows } = useWords()
  const queues = waiting
    .filter((bucket) => buckets[bucket] > 0)
    .map((bucket) => ({
      key: bucket,
      what: code('bucket', bucket),
      who: code('bucket_who', bucket),
      n: buckets[bucket],
      search: { bucket } as Record<string, string>,
    }))
  const holds = held.map(({ code: hold, n }) => ({
    key: `held ${hold}`,
    what: t('home.waits_held', { reason: code('hold', hold) }),
    who: code('hold_who', knows('hold_who', hold) ? hold : 'other'),
    n,
    search: { bucket: 'held', hold } as Record<string, string>,
  }))
  const rows = [...queues, ...holds]
  return (
    <Section title={t('home.waits_question')}>
      {rows.length === 0 ? (
        <p className="py-2 text-sm text-muted">{t('home.waits_none')}</p>
      ) : (
        <Rows
          heads={[
            { label: t('home.waits_what') },
            { label: t('home.waits_who'), grows: true },
            { label: t('home.waits_n'), end: true },
          ]}
        >
          {rows.map(({ key, ...row }) => (
            <Wait key={key} {...row} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function Wait({
  what,
  who,
  n,
  search,
}: {
  what: string
  who: string
  n: number
  search: Readonly<Record<string, string>>
}) {
  const format = useFormat()
  return (
    <tr className="h-(--row) border-b border-line">
      <td className="pr-3 whitespace-nowrap">{what}</td>
      <td className="max-w-0 truncate pr-3 text-muted" title={who}>
        {who}
      </td>
      <td className="text-right">
        <Rest search={search}>{format.number(n)}</Rest>
      </td>
    </tr>
  )
}
