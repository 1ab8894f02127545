import {
  type Asked as AskedOf,
  type Handlers,
  invalidProblem,
  may,
  problemOf,
  type RefusalTable,
  versionTag,
} from '../base/http/index.ts'
import {
  type Database,
  factsOf,
  isRefusal,
  newId,
  type RecordedFact,
  type Refusal,
  refuse,
  type Tx,
} from '../base/platform/index.ts'
import { askedOf, commandOf, type route, type ShapeName } from './command-shapes.ts'
import { permissionOf } from './commands.ts'
import type { ordersContract } from './contract.ts'
import type { Money } from './facts.ts'
import { mergeHandlers } from './merge-http.ts'
import { oneHandlers } from './one-http.ts'
import { readOrders } from './orders.sql.ts'
import { type CommandRequest, type Performed, perform } from './perform.ts'
import { type PlaceRequest, type PlacingRead, placeOrders, readForPlacing } from './place.ts'
import { newOrder } from './shapes.ts'
import { orderBrief, orderView } from './view.ts'

type C = typeof ordersContract

/** The routes of the order: parse → begin → call → answer. `refusals` words the outcomes inside batches. */
export function ordersHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'POST /api/orders': {
      ahead: (tx, asked) =>
        readForPlacing(
          tx,
          asked.map(({ body }) => body),
        ),
      write: placeOne,
    },
    'POST /api/orders/batch': (tx, asked) =>
      eachAlone(asked, (one) => placeMany(tx, one, refusals)),
    'POST /api/orders/commands': (tx, asked) =>
      eachAlone(asked, (one) => commandMany(tx, one, refusals)),
    ...oneHandlers(database, refusals),
    ...mergeHandlers(database, refusals),
    'POST /api/orders/{id}/confirm': commanded('confirm'),
    'POST /api/orders/{id}/hold': commanded('hold'),
    'POST /api/orders/{id}/lift': commanded('lift'),
    'POST /api/orders/{id}/change': commanded('change'),
    'POST /api/orders/{id}/unmerge': commanded('unmerge'),
    'POST /api/orders/{id}/cancel': commanded('cancel'),
    'POST /api/orders/{id}/allocate': commanded('allocate'),
    'POST /api/orders/{id}/ship': commanded('ship'),
    'POST /api/orders/{id}/deliver': commanded('deliver'),
    'POST /api/orders/{id}/payments': commanded('pay'),
    'POST /api/orders/{id}/refunds': commanded('refund'),
    'GET /api/orders/{id}/payments': ({ params: { id }, caller: { channels } }) =>
      database.read(async (tx) => {
        const order = (await readOrders(tx, [id])).get(id)
        if (!order || !mayTouch(channels, order.channel)) return refuse('not_found')
        const facts = await factsOf(tx, [id], ['order.paid', 'order.refunded'])
        return { body: { items: facts.map((fact) => entryOf(fact, order.currency)) } }
      }),
  }
}

function mayTouch(channels: readonly string[] | null, channel: string): boolean {
  return channels === null || channels.includes(channel)
}

async function placeOne(
  tx: Tx,
  asked: AskedOf<C['POST /api/orders']>[],
  reading?: Promise<unknown>,
) {
  const at = asked[0]?.at ?? new Date()
  const outcomes = await placeAllowed(
    tx,
    asked.map(({ body, caller, command }) => ({ order: body, caller, command })),
    at,
    reading as Promise<PlacingRead> | undefined,
  )
  return outcomes.map((order) =>
    isRefusal(order)
      ? order
      : {
          status: 201,
          headers: { location: `/api/orders/${order.id}`, ...versionTag(order.version) },
          body: orderView(order),
        },
  )
}

type Placing = Pick<PlaceRequest, 'order' | 'command'> & {
  caller: AskedOf<C['POST /api/orders']>['caller']
}

/** Orders for a channel that is not the caller's are refused; the others go on. */
async function placeAllowed(
  tx: Tx,
  batch: readonly Placing[],
  at: Date,
  reading?: Promise<PlacingRead>,
) {
  const placedAt = at.toISOString()
  const requests = batch.map(({ order, caller, command }): PlaceRequest | Refusal =>
    mayTouch(caller.channels, order.channel)
      ? { id: newId('ord', at.getTime()), order, by: caller.id, command, placedAt }
      : refuse('not_allowed', { channel: order.channel }, '/channel'),
  )
  const allowed = requests.filter((request): request is PlaceRequest => !isRefusal(request))
  const placed = (await placeOrders(tx, allowed, at, reading)).values()
  return requests.map((request) =>
    isRefusal(request)
      ? request
      : (placed.next().value as Awaited<ReturnType<typeof placeOrders>>[0]),
  )
}

type BatchAnswer = { body: { outcomes: object[] } }

/** A request that is a batch itself is written in a transaction of its own. */
async function eachAlone<Item>(
  asked: Item[],
  answer: (item: Item) => Promise<BatchAnswer>,
): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = []
  for (const one of asked) answers.push(await answer(one))
  return answers
}

async function placeMany(
  tx: Tx,
  { body, caller, command, at }: AskedOf<C['POST /api/orders/batch']>,
  refusals: RefusalTable,
): Promise<BatchAnswer> {
  const parsed = body.orders.map((item) => newOrder.safeParse(item))
  const good = parsed.flatMap(({ data }) => (data ? [{ order: data, caller, command }] : []))
  const placed = (await placeAllowed(tx, good, at)).values()
  const outcomes = parsed.map(({ error }) => {
    if (error) return { status: 422, problem: invalidProblem(error, command) }
    const order = placed.next().value as Awaited<ReturnType<typeof placeOrders>>[0]
    if (!isRefusal(order)) return { status: 201, order: orderBrief(order) }
    const problem = problemOf(order, refusals, command)
    return { status: problem.status, problem }
  })
  return { body: { outcomes } }
}

/** A command's route: the same step for each, plural first. */
function commanded(name: ShapeName) {
  return async (tx: Tx, asked: AskedOf<ReturnType<typeof route>>[]) => {
    const requests = asked.map(({ params: { id }, body, caller, command, ifMatch }) => ({
      orderId: id,
      command: askedOf(name, body),
      by: caller.id,
      commandId: command,
      ifVersion: ifMatch,
      channels: caller.channels,
      locations: caller.locations,
    }))
    const outcomes = await perform(tx, requests, asked[0]?.at ?? new Date())
    return outcomes.map((outcome) => (isRefusal(outcome) ? outcome : performed(outcome)))
  }
}

function performed({ order }: Performed) {
  return { headers: versionTag(order.version), body: orderView(order) }
}

async function commandMany(
  tx: Tx,
  { body, caller, command: commandId, at }: AskedOf<C['POST /api/orders/commands']>,
  refusals: RefusalTable,
): Promise<BatchAnswer> {
  const requests = body.commands.map(
    ({ id, ifVersion = null, do: asked }): CommandRequest | Refusal => {
      const permission = permissionOf(asked.command)
      if (!may(caller, permission)) return refuse('not_allowed', { permission })
      const { channels, locations } = caller
      return {
        orderId: id,
        command: commandOf(asked),
        by: caller.id,
        commandId,
        ifVersion,
        channels,
        locations,
      }
    },
  )
  const allowed = requests.filter((request): request is CommandRequest => !isRefusal(request))
  const performedOnes = (await perform(tx, allowed, at)).values()
  const outcomes = requests.map((request) => {
    const outcome = isRefusal(request)
      ? request
      : (performedOnes.next().value as Performed | Refusal)
    if (!isRefusal(outcome)) return { status: 200, order: orderBrief(outcome.order) }
    const problem = problemOf(outcome, refusals, commandId)
    return { status: problem.status, problem }
  })
  return { body: { outcomes } }
}

function entryOf({ type, data, by, at, version }: RecordedFact, currency: string) {
  const { amount, method, reference = null } = data as Money
  const kind = type === 'order.paid' ? 'payment' : 'refund'
  return { kind, amount, currency, method, reference, by, at: at.toISOString(), version }
}
