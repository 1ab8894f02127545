import type { ReactNode } from 'react'
import { useFormat } from '../base/format.ts'
import { localeOf } from '../base/look.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'
import type { System } from './data.ts'

/** Versions, the process and the database. */
export function RunsOn({ system: { version, process, database } }: { system: System }) {
  const { t, lang } = useWords()
  const format = useFormat()
  const bytes = (value: number) => bytesOf(value, localeOf(lang))
  const { migrations, seals } = database
  return (
    <Section title={t('system.runs_on')}>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        <Row label={t('system.version')}>
          {version} ·{' '}
          <a href="/docs" className="text-accent underline">
            {t('system.api')}
          </a>
        </Row>
        <Row label={t('system.database')}>
          {t('system.postgres', { version: database.version })}
        </Row>
        <Row label={t('system.node')}>{process.node}</Row>
        <Row label={t('system.size')}>{bytes(database.bytes)}</Row>
        <Row label={t('system.up_since')}>
          <Time at={process.startedAt} />
        </Row>
        <Row label={t('system.connections')}>
          {t('system.of', { n: database.connections, most: database.maxConnections })}
        </Row>
        <Row label={t('system.memory')}>{bytes(process.memoryBytes)}</Row>
        <Row label={t('system.migrations')}>
          {t('system.migrations_told', { n: migrations.applied, name: migrations.newest })}
        </Row>
        <Row label={t('system.seals')}>
          {seals === null ? (
            t('system.seals_none')
          ) : (
            <>
              {t('system.seals_told', { n: seals.number })} · <span>{format.time(seals.at)}</span>
            </>
          )}
        </Row>
      </dl>
    </Section>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-(--row) items-center justify-between gap-4 border-b border-line text-sm">
      <dt className="text-muted">{label}</dt>
      <dd className="numbers min-w-0 text-right break-words">{children}</dd>
    </div>
  )
}

function bytesOf(value: number, locale: string): string {
  const megabytes = value / 1_048_576
  const large = megabytes >= 1_024
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: large ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: large ? 1 : 0,
  }).format(large ? megabytes / 1_024 : megabytes)
}
