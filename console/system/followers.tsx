import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Section } from '../kit/page.tsx'
import { cell, row, Table } from '../kit/table.tsx'
import { Time } from '../kit/time.tsx'
import type { Follower } from './data.ts'
import { useDuration } from './duration.ts'

/** What follows the log: what each is for, how far behind it is, and what that means to people. */
export function Followers({ followers }: { followers: readonly Follower[] }) {
  const { t } = useWords()
  return (
    <Section title={t('system.followers')}>
      <Table
        heads={[
          { label: t('system.follower') },
          { label: t('system.does'), wide: true },
          { label: t('system.behind_by') },
          { label: t('system.moved'), end: true, wide: true },
        ]}
      >
        {followers.map((follower) => (
          <FollowerRow key={follower.name} follower={follower} />
        ))}
      </Table>
    </Section>
  )
}

function FollowerRow({ follower: { name, movedAt, ...lag } }: { follower: Follower }) {
  const { t, code, knows } = useWords()
  return (
    <tr className={row}>
      <td className={`${cell} whitespace-nowrap`}>{code('follower', name)}</td>
      <td className={`${cell} text-muted max-sm:hidden`}>
        {knows('follower_does', name) && code('follower_does', name)}
      </td>
      <td className={cell}>
        <Lag name={name} {...lag} />
      </td>
      <td className={`${cell} text-right text-muted max-sm:hidden`}>
        {movedAt === null ? t('system.never') : <Time at={movedAt} how="ago" />}
      </td>
    </tr>
  )
}

function Lag({
  name,
  facts,
  seconds,
  parked,
}: Pick<Follower, 'name' | 'facts' | 'seconds' | 'parked'>) {
  const { t, code, knows } = useWords()
  const duration = useDuration()
  const slow = seconds > 60
  return (
    <>
      <span className="flex flex-wrap gap-1.5">
        {facts === 0 ? (
          <Chip tone="good">{t('system.keeps_up')}</Chip>
        ) : (
          <Chip tone={slow ? 'warn' : 'neutral'}>
            {t('system.behind_facts', { n: facts })} ·{' '}
            {t('system.behind_time', { time: duration(seconds) })}
          </Chip>
        )}
        {parked > 0 && <Chip tone="bad">{t('system.parked_n', { n: parked })}</Chip>}
      </span>
      {(slow || parked > 0) && knows('follower_late', name) && (
        <span className="mt-0.5 block text-xs text-muted">{code('follower_late', name)}</span>
      )}
    </>
  )
}
