import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import type { Item } from '../../src/outside/client/index.ts'
import { usePeople } from '../app/people.ts'
import { useSession } from '../app/session.tsx'
import { useFormat } from '../base/format.ts'
import { usePages } from '../base/pages.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { StateChip, saveOriginal } from '../imports/index.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Time } from '../kit/time.tsx'

type Document = Item<'GET /api/imports'>
const noQuery = {}

/** The documents that came in, each to be had as it came. */
export function Incoming() {
  const { t } = useWords()
  const documents = usePages('GET /api/imports', noQuery, { size: 50 })
  const saving = useSending(({ id, name }: Document) => saveOriginal(id, name))
  const problem = saving.problem ?? documents.problem
  return (
    <div className="min-w-0 grow overflow-y-auto px-5 py-4 max-sm:px-3">
      {problem && <ProblemNote problem={problem} />}
      {documents.rows.length === 0 && !documents.waiting && (
        <Empty title={t('documents.no_incoming')}>{t('documents.no_incoming_why')}</Empty>
      )}
      <ul className="grid max-w-4xl divide-y divide-line">
        {documents.rows.map((document) => (
          <Row
            key={document.id}
            document={document}
            busy={saving.sent?.id === document.id}
            onSave={() => saving.send(document)}
          />
        ))}
      </ul>
      {documents.more && (
        <Button kind="quiet" onClick={documents.loadMore}>
          {t('documents.earlier')}
        </Button>
      )}
    </div>
  )
}

function Row({
  document,
  busy,
  onSave,
}: {
  document: Document
  busy: boolean
  onSave: () => void
}) {
  const { t } = useWords()
  const format = useFormat()
  const person = usePeople()
  const { may } = useSession()
  const { id, name, size, state, by, madeAt } = document
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5 text-sm">
      <Link
        to="/imports"
        search={{ id }}
        className="min-w-40 grow basis-0 truncate text-accent hover:underline"
      >
        {name}
      </Link>
      <StateChip state={state} />
      <span className="numbers text-muted">
        {t('documents.kilobytes', { n: format.number(Math.ceil(size / 1024)) })}
      </span>
      <span className="text-muted">
        {person(by)} · <Time at={madeAt} />
      </span>
      {may('imports:write') && (
        <Button busy={busy} onClick={onSave}>
          <Download size={15} aria-hidden="true" />
          {t('documents.original')}
        </Button>
      )}
    </li>
  )
}
