import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../base/words.ts'
import { type Difference, differencesOf } from './difference.ts'
import { Time } from './time.tsx'

export type Change = {
  version: number
  at: string
  who: string
  what?: ReactNode
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export type Naming = {
  /** A place (`name.zh`) in words. */
  nameOf: (path: string) => string
  /** A value in words, where plain text will not do; undefined leaves it to this part. */
  show?: (path: string, value: unknown) => ReactNode | undefined
}

/** Who changed something when, from what to what, newest first. */
export function History({ changes, ...naming }: { changes: readonly Change[] } & Naming) {
  return (
    <ol className="grid gap-3">
      {changes.map(({ version, at, who, what, before, after }) => (
        <li key={version} className="grid gap-1 border-b border-line pb-3 last:border-0">
          <div className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="font-medium">{who}</span>
            {what}
            <Time at={at} className="ml-auto text-muted" />
          </div>
          <Differences
            differences={differencesOf(before, after)}
            fresh={before === null}
            {...naming}
          />
        </li>
      ))}
    </ol>
  )
}

/** What is another than before: the place, the old value struck through, the new one. */
export function Differences({
  differences,
  fresh = false,
  nameOf,
  show,
}: {
  differences: readonly Difference[]
  /** There was nothing before: only what is now is told. */
  fresh?: boolean
} & Naming) {
  const { t } = useWords()
  return (
    <dl className="grid gap-x-3 gap-y-0.5 text-sm sm:grid-cols-[minmax(6rem,auto)_1fr]">
      {differences.map(({ path, before, after }) => (
        <div key={path} className="contents">
          <dt className="text-muted">{nameOf(path)}</dt>
          <dd className="min-w-0 break-words">
            {!fresh && (
              <>
                <span className="sr-only">{t('kit.timeline_before')} </span>
                <del className="text-muted">
                  <Value value={before} shown={show?.(path, before)} />
                </del>
                <ArrowRight size={12} aria-hidden="true" className="mx-1 inline text-muted" />
              </>
            )}
            <span className="sr-only">{t('kit.timeline_after')} </span>
            <ins className="no-underline">
              <Value value={after} shown={show?.(path, after)} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ value, shown }: { value: unknown; shown: ReactNode | undefined }) {
  const { t } = useWords()
  if (shown !== undefined) return shown
  if (value === null || value === undefined || value === '') return t('kit.history_empty')
  if (typeof value === 'boolean') return value ? t('kit.history_yes') : t('kit.history_no')
  return Array.isArray(value) ? value.join(', ') : String(value)
}
