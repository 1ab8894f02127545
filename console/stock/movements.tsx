import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePeople } from '../app/people.ts'
import { type Answered, api, type Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Time } from '../kit/time.tsx'
import { usePlaces } from './names.ts'

type Movement = Answered<'GET /api/stock/movements'>['items'][number]

/** Every change of what is on hand, the newest first: how much, why, by whom, for which order. */
export function Movements({ sku }: { sku: string }) {
  const { t } = useWords()
  const asked = useInfiniteQuery({
    queryKey: ['sku', sku, 'movements'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      api.call('GET /api/stock/movements', {
        query: { sku, limit: 20, ...(cursor && { cursor }) },
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const movements = asked.data?.pages.flatMap(({ items }) => items)
  return (
    <Section title={t('stock.movements')}>
      {asked.error && <ProblemNote problem={asked.error as Problem} />}
      {movements?.length === 0 && <p className="text-sm text-muted">{t('stock.no_movements')}</p>}
      <ol className="grid divide-y divide-line text-sm">
        {movements?.map((movement) => (
          <Row key={movement.id} movement={movement} />
        ))}
      </ol>
      {asked.hasNextPage && (
        <Button kind="quiet" onClick={() => asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
          {t('stock.more_movements')}
        </Button>
      )}
    </Section>
  )
}

function Row({ movement }: { movement: Movement }) {
  const { code } = useWords()
  const format = useFormat()
  const person = usePeople()
  const { nameOf } = usePlaces()
  const { quantity, cause, location, reference, note, by, at } = movement
  return (
    <li className="grid grid-cols-[3.5rem_1fr] gap-x-2 py-1.5">
      <span
        className={`numbers text-right font-semibold ${quantity > 0 ? 'text-good' : 'text-ink'}`}
      >
        {quantity > 0 ? '+' : '−'}
        {format.number(Math.abs(quantity))}
      </span>
      <div className="min-w-0">
        <span>
          {code('movement', cause)} · {nameOf(location)}
        </span>
        {reference && (
          <>
            {' · '}
            <Reference text={reference} />
          </>
        )}
        {note && <p className="break-words text-muted">{note}</p>}
        <p className="text-xs text-muted">
          {person(by)} · <Time at={at} />
        </p>
      </div>
    </li>
  )
}

/** What left or came back names its order by id; other references are as somebody wrote them. */
function Reference({ text }: { text: string }) {
  const { t } = useWords()
  if (!/^ord_[0-9A-Z]{26}$/.test(text)) return <span className="break-all">{text}</span>
  return (
    <Link to="/orders/$id" params={{ id: text }} className="text-accent underline">
      {t('stock.order')}
    </Link>
  )
}
