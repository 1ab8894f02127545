import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { cell, row, Table } from '../kit/table.tsx'
import type { JobKind } from './data.ts'
import { useDuration } from './duration.ts'

/** Work for later, by its kind. */
export function Jobs({ jobs }: { jobs: readonly JobKind[] }) {
  const { t } = useWords()
  return (
    <Section title={t('system.jobs')}>
      {jobs.length === 0 ? (
        <p className="py-2 text-sm text-muted">{t('system.jobs_none')}</p>
      ) : (
        <Table
          heads={[
            { label: t('system.job') },
            { label: t('system.waiting'), end: true },
            { label: t('system.running'), end: true },
            { label: t('system.dead'), end: true },
            { label: t('system.overdue'), end: true, wide: true },
          ]}
        >
          {jobs.map((job) => (
            <JobRow key={job.kind} job={job} />
          ))}
        </Table>
      )}
    </Section>
  )
}

function JobRow({ job: { kind, waiting, running, dead, oldestDueSeconds } }: { job: JobKind }) {
  const { code } = useWords()
  const format = useFormat()
  const duration = useDuration()
  return (
    <tr className={row}>
      <td className={cell}>{code('job', kind)}</td>
      <td className={`${cell} numbers text-right`}>{format.number(waiting)}</td>
      <td className={`${cell} numbers text-right`}>{format.number(running)}</td>
      <td className={`${cell} numbers text-right ${dead > 0 ? 'font-medium text-bad' : ''}`}>
        {format.number(dead)}
      </td>
      <td className={`${cell} numbers text-right max-sm:hidden`}>
        {oldestDueSeconds > 0 ? duration(oldestDueSeconds) : '–'}
      </td>
    </tr>
  )
}
