import { useQueryClient } from '@tanstack/react-query'
import type { Item } from '../../src/client/index.ts'
import { useFormat } from '../app/format.ts'
import { usePages } from '../app/pages.ts'
import { usePeople } from '../app/people.ts'
import { useRefresh } from '../app/refresh.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Empty } from '../kit/empty.tsx'
import { Page, Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Time } from '../kit/time.tsx'
import { StateChip } from './state-chip.tsx'
import { Uploads } from './uploads.tsx'

type Listed = Item<'GET /api/imports'>
const noQuery = {}

/** Where files come in, and below it what came in before. */
export function Imports({ onOpen }: { onOpen: (id: string) => void }) {
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
          <Table documents={documents.rows} onOpen={onOpen} />
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

function Table({
  documents,
  onOpen,
}: {
  documents: readonly Listed[]
  onOpen: (id: string) => void
}) {
  const { t } = useWords()
  if (documents.length === 0) return null
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            <th className="py-1.5 pr-3 font-normal">{t('imports.file')}</th>
            <th className="py-1.5 pr-3 font-normal">{t('imports.state')}</th>
            <th className="py-1.5 pr-3 text-right font-normal">{t('imports.rows')}</th>
            <th className="py-1.5 pr-3 text-right font-normal">{t('imports.repairs')}</th>
            <th className="py-1.5 pr-3 font-normal">{t('imports.by')}</th>
            <th className="py-1.5 font-normal">{t('imports.when')}</th>
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <Row key={document.id} document={document} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ document, onOpen }: { document: Listed; onOpen: (id: string) => void }) {
  const format = useFormat()
  const person = usePeople()
  const { id, name, state, rowsIn, bookedTo, repairs, by, madeAt } = document
  return (
    <tr className="h-(--row) border-b border-line hover:bg-sunken">
      <td className="max-w-80 pr-3">
        <button
          type="button"
          className="block max-w-full truncate text-accent hover:underline"
          onClick={() => onOpen(id)}
        >
          {name}
        </button>
      </td>
      <td className="pr-3">
        <StateChip state={state} />
      </td>
      <td className="numbers pr-3 text-right">
        {format.number(rowsIn ?? Math.max(0, bookedTo - 1))}
      </td>
      <td className="numbers pr-3 text-right">
        {repairs === 0 ? '0' : <Chip tone="warn">{format.number(repairs)}</Chip>}
      </td>
      <td className="pr-3">{person(by)}</td>
      <td>
        <Time at={madeAt} />
      </td>
    </tr>
  )
}
