import { useQueryClient } from '@tanstack/react-query'
import type { Item } from '../../src/outside/client/index.ts'
import { usePeople } from '../app/people.ts'
import { useSession } from '../app/session.tsx'
import { useFormat } from '../base/format.ts'
import { usePages } from '../base/pages.ts'
import { useRefresh } from '../base/refresh.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Empty } from '../kit/empty.tsx'
import { Page, Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { cell, row, Table } from '../kit/table.tsx'
import { Time } from '../kit/time.tsx'
import { StateChip } from './state-chip.tsx'
import { Uploads } from './uploads.tsx'

type Listed = Item<'GET /api/imports'>
const noQuery = {}

type ListProps = {
  onOpen: (id: string) => void
  /** The document that was open a moment ago: the focus goes back to it. */
  left: string | null
}

/** Where files come in, and below it what came in before. */
export function Imports({ onOpen, left }: ListProps) {
  const { t } = useWords()
  const { may } = useSession()
  const client = useQueryClient()
  const documents = usePages('GET /api/imports', noQuery, { size: 50 })
  useRefresh(['document.*'], documents.refresh)
  return (
    <Page title={t('imports.title')}>
      <div className="grid max-w-5xl grid-cols-1 gap-6">
        {may('imports:write') && (
          <Uploads
            onArrived={({ id }, alone) => {
              client.invalidateQueries({ queryKey: ['GET /api/imports'] })
              if (alone) onOpen(id)
            }}
          />
        )}
        {documents.problem && <ProblemNote problem={documents.problem} />}
        <Section title={t('imports.came_in')}>
          <Documents documents={documents.rows} {...{ onOpen, left }} />
          {documents.rows.length === 0 && !documents.waiting && (
            <Empty title={t('imports.none')}>{t('imports.none_why')}</Empty>
          )}
          {documents.more && (
            <Button kind="quiet" onClick={documents.loadMore}>
              {t('imports.earlier')}
            </Button>
          )}
        </Section>
      </div>
    </Page>
  )
}

function Documents({ documents, onOpen, left }: ListProps & { documents: readonly Listed[] }) {
  const { t } = useWords()
  if (documents.length === 0) return null
  return (
    <Table
      heads={[
        { label: t('imports.file'), grows: true },
        { label: t('imports.state') },
        { label: t('imports.rows'), end: true, wide: true },
        { label: t('imports.repairs'), end: true },
        { label: t('imports.by'), wide: true },
        { label: t('imports.when'), wide: true },
      ]}
    >
      {documents.map((document) => (
        <Row key={document.id} document={document} {...{ onOpen, left }} />
      ))}
    </Table>
  )
}

function Row({ document, onOpen, left }: ListProps & { document: Listed }) {
  const format = useFormat()
  const person = usePeople()
  const { id, name, state, rowsIn, bookedTo, repairs, by, madeAt } = document
  return (
    <tr className={`${row} hover:bg-sunken`}>
      <td className={`${cell} max-w-0`}>
        <button
          type="button"
          // biome-ignore lint/a11y/noAutofocus: the focus comes back to where it was
          autoFocus={id === left}
          title={name}
          className="block max-w-full truncate rounded-sm text-left text-accent hover:underline max-sm:min-h-11"
          onClick={() => onOpen(id)}
        >
          {name}
        </button>
      </td>
      <td className={cell}>
        <StateChip state={state} />
      </td>
      <td className={`${cell} numbers text-right max-sm:hidden`}>
        {format.number(rowsIn ?? Math.max(0, bookedTo - 1))}
      </td>
      <td className={`${cell} numbers text-right`}>
        {repairs === 0 ? '0' : <Chip tone="warn">{format.number(repairs)}</Chip>}
      </td>
      <td className={`${cell} whitespace-nowrap max-sm:hidden`}>{person(by)}</td>
      <td className={`${cell} max-sm:hidden`}>
        <Time at={madeAt} />
      </td>
    </tr>
  )
}
