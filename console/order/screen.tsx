import { Link, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import {
  type CommandName,
  type Floor,
  type Order,
  Refused,
  useFulfilmentOrders,
  useOrder,
  useOrderNews,
  usePackages,
  useStock,
  Who,
} from '../acting/index.ts'
import { Returns } from '../aftersales/index.ts'
import { useSearchParams } from '../app/search.ts'
import { Problem } from '../base/api.ts'
import { arriving } from '../base/arriving.ts'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { PageHead, Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Together } from '../merging/index.ts'
import { Actions, Asking } from './actions.tsx'
import { Axes } from './axes.tsx'
import { type Commands, useCommands } from './commands.ts'
import { CommentBox } from './comment-box.tsx'
import { CopyMenu } from './copy-menu.tsx'
import { Origin } from './facts.tsx'
import type { Board } from './floor-commands.ts'
import { History } from './history.tsx'
import { Lines } from './lines.tsx'
import { OrderMoney } from './money.tsx'
import { Packages } from './packages.tsx'
import { Story } from './timeline.tsx'
import { useFloor } from './use-floor.ts'
import { WhyHere } from './why.tsx'

const Paper = lazy(() =>
  arriving(() => import('./paper.tsx').then((module) => ({ default: module.Paper }))),
)

/**
 * One order, whole: `?asOf=` shows it as it was after that version, `?do=` opens a command. `new` is no order: people guess it.
 */
export function Screen() {
  const { id = '' } = useParams({ strict: false })
  return id === 'new' ? <ToEntry /> : <One id={id} />
}

/** Where a new order is entered. */
function ToEntry() {
  const navigate = useNavigate()
  useEffect(() => {
    navigate({ to: '/entry', replace: true })
  }, [navigate])
  return null
}

function One({ id }: { id: string }) {
  const [params, set] = useSearchParams<'/orders/$id'>()
  const asOf = versionOf(params.asOf)
  const { data: order, error } = useOrder(id, asOf)
  const onVersion = useCallback(
    (version: number | undefined) =>
      set({ asOf: version === undefined ? undefined : String(version) }, { replace: true }),
    [set],
  )
  useOrderNews(id)
  if (error instanceof Problem)
    return <Missing problem={error} onBack={() => onVersion(undefined)} />
  if (!order) return null
  return <Whole key={id} {...{ order, asOf, onVersion }} />
}

function versionOf(text: string | undefined): number | undefined {
  const version = Number(text)
  return text !== undefined && Number.isSafeInteger(version) && version > 0 ? version : undefined
}

function Missing({ problem, onBack }: { problem: Problem; onBack: () => void }) {
  const { t } = useWords()
  if (problem.code === 'no_such_version')
    return (
      <Empty
        title={t('order.no_version')}
        action={<Button onClick={onBack}>{t('order.back_to_now')}</Button>}
      />
    )
  // What is no id at all is refused for its shape.
  if (problem.status !== 404 && problem.code !== 'invalid') return <ProblemNote problem={problem} />
  return (
    <Empty
      title={t('order.missing')}
      action={
        <Link to="/orders" className="text-accent underline">
          {t('order.to_desk')}
        </Link>
      }
    >
      {t('order.missing_hint')}
    </Empty>
  )
}

type Version = { asOf: number | undefined; onVersion: (version: number | undefined) => void }

function Whole({ order, asOf, onVersion }: Version & { order: Order }) {
  const { t } = useWords()
  const commands = useCommands(asOf === undefined ? order : undefined)
  const comment = useRef<HTMLTextAreaElement>(null)
  const [printing, setPrinting] = useState(false)
  const { board, tracking } = useBoard(order.id)
  useOrderKeys(commands, comment)
  useAsked(commands)
  const now = asOf === undefined
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead
        title={t('order.title', { number: String(order.number) })}
        actions={
          <>
            {now && <Actions commands={commands} order={order} board={board} />}
            <CopyMenu order={order} onPrint={() => setPrinting(true)} />
          </>
        }
      >
        <Axes order={order} tracking={now ? tracking : null} />
      </PageHead>
      {!now && (
        <Banner
          tone="warn"
          action={<Button onClick={() => onVersion(undefined)}>{t('order.back_to_now')}</Button>}
        >
          {t('order.as_of_banner', { version: String(order.version) })}
        </Banner>
      )}
      <div className="min-h-0 grow overflow-y-auto px-5 py-4 max-sm:px-3">
        <Body {...{ order, asOf, onVersion, commands, comment, floor: board.floor }} />
      </div>
      <Asking commands={commands} order={order} board={board} />
      {printing && (
        <Suspense>
          <Paper order={order} onDone={() => setPrinting(false)} />
        </Suspense>
      )}
    </div>
  )
}

function Body({
  order,
  asOf,
  onVersion,
  commands,
  comment,
  floor,
}: Version & {
  order: Order
  commands: Commands
  floor: Floor
  comment: React.RefObject<HTMLTextAreaElement | null>
}) {
  const { t } = useWords()
  const stock = useStock(order)
  const now = asOf === undefined
  const { id, currency } = order
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_22rem] gap-6 max-lg:grid-cols-1">
      <div className="grid grid-cols-1 content-start gap-5">
        <Origin order={order} watched={now} past={!now} />
        {commands.asking === null && <Refused acting={commands.acting} orderId={id} />}
        {now && <WhyHere order={order} stock={stock} />}
        {now && <Together order={order} onUnmerge={() => commands.ask('unmerge')} />}
        <Section title={t('order.lines_n', { n: order.lines.length })}>
          <Lines order={order} stock={now ? stock : undefined} />
        </Section>
        {now && (
          <Section title={t('order.packages')}>
            {floor.asking === null && <Refused acting={floor.sending} orderId={id} />}
            <Packages order={order} floor={floor} />
          </Section>
        )}
        {now && <Returns order={order} floor={floor} />}
      </div>
      <div className="grid grid-cols-1 content-start gap-5">
        <Section title={t('order.money')}>
          <OrderMoney order={order} />
        </Section>
        <Section title={t('order.who')}>
          <Who order={order} />
        </Section>
        <Section title={t('order.timeline')}>
          <div className="grid grid-cols-1 gap-3">
            <History id={id} asOf={asOf} onVersion={onVersion} />
            <CommentBox id={id} field={comment} />
            <Story id={id} currency={currency} onVersion={onVersion} />
          </div>
        </Section>
      </div>
    </div>
  )
}

/** What the warehouse has of the order. */
function useBoard(id: string): { board: Board; tracking: string | null | undefined } {
  const floor = useFloor(id)
  const works = useFulfilmentOrders(id) ?? []
  const packages = usePackages(id)
  return {
    board: { floor, works, packages: packages?.items ?? [] },
    tracking: packages?.tracking,
  }
}

function useOrderKeys(commands: Commands, comment: React.RefObject<HTMLTextAreaElement | null>) {
  const router = useRouter()
  const navigate = useNavigate()
  useKeys({
    a: () => commands.ask('confirm'),
    h: () => commands.ask('hold'),
    e: () => commands.ask('change'),
    c: () => comment.current?.focus(),
    esc: () => {
      const element = document.activeElement as HTMLElement | null
      // One layer at a time: out of the text first.
      if (element === comment.current) element?.blur()
      else if (router.history.canGoBack()) router.history.back()
      else navigate({ to: '/orders' })
    },
  })
}

/** A command that the address asks for is begun once it is known to be allowed. */
function useAsked({ ask, items }: Commands): void {
  const [params, set] = useSearchParams<'/orders/$id'>()
  const wanted = params.do as CommandName | undefined
  useEffect(() => {
    if (!wanted || items.length === 0) return
    ask(wanted)
    set({ do: undefined }, { replace: true })
  }, [wanted, items, ask, set])
}
