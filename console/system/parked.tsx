import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { cell, row, Table } from '../kit/table.tsx'
import { Time } from '../kit/time.tsx'
import { type Parked, useRetry } from './data.ts'

/** After so many tries a stream waits for somebody. */
const lastTry = 5

/** Streams that a follower cannot handle, with their cause and the way out. */
export function ParkedStreams({ parked }: { parked: readonly Parked[] }) {
  const { t } = useWords()
  const { may } = useSession()
  const retry = useRetry()
  const manages = may('system:manage')
  return (
    <Section title={t('system.parked')}>
      <p className="mb-1 text-sm text-muted">{t('system.parked_why')}</p>
      {retry.problem && <ProblemNote problem={retry.problem} />}
      <Table
        heads={[
          { label: t('system.follower') },
          { label: t('system.stream') },
          { label: t('system.cause') },
          { label: t('system.next_try'), wide: true },
          ...(manages ? [{ label: t('system.retry'), end: true }] : []),
        ]}
      >
        {parked.map((one) => (
          <ParkedRow
            key={`${one.follower} ${one.stream}`}
            one={one}
            retry={
              manages && (
                <Button
                  kind="quiet"
                  busy={retry.sent?.stream === one.stream}
                  onClick={() => retry.send({ follower: one.follower, stream: one.stream })}
                >
                  {t('system.retry')}
                </Button>
              )
            }
          />
        ))}
      </Table>
    </Section>
  )
}

function ParkedRow({ one, retry }: { one: Parked; retry: React.ReactNode }) {
  const { t, code } = useWords()
  const { follower, stream, error, tries, dueAt } = one
  return (
    <tr className={row}>
      <td className={`${cell} whitespace-nowrap`}>{code('follower', follower)}</td>
      <td className={`${cell} font-mono text-xs break-all`}>{stream}</td>
      <td className={`${cell} font-mono text-xs wrap-anywhere`}>{error}</td>
      <td className={`${cell} whitespace-nowrap max-sm:hidden`}>
        {tries >= lastTry ? (
          <Chip tone="bad">{t('system.given_up')}</Chip>
        ) : (
          <Time at={dueAt} how="ago" />
        )}
      </td>
      {retry && <td className={`${cell} text-right`}>{retry}</td>}
    </tr>
  )
}
