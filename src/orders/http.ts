import {
  type Asked as AskedOf,
  type Handlers,
  invalidProblem,
  may,
  problemOf,
  type RefusalTable,
} from '../base/http/index.ts'
import {
  type Database,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../base/platform/index.ts'
import type { Asked } from './act.ts'
import { commandOf, permissionOf } from './command-of.ts'
import type { ordersContract } from './contract.ts'
import { deskHandlers } from './desk-http.ts'
import { mergeHandlers } from './merge-http.ts'
import { type CommandRequest, type Performed, perform } from './perform.ts'
import { type PlaceRequest, type PlacingRead, placeOrders, readForPlacing } from './place.ts'
import { readQuote } from './quote.ts'
import { newOrder } from './shapes.ts'
import { orderBrief, orderView, versionTag } from './view.ts'

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
    'POST /api/orders/quote': async ({ body, caller, at }) => {
      const { channel } = body
      if (!mayTouch(caller.channels, channel)) return refuse('not_allowed', { channel }, '/channel')
      return { body: await database.read((tx) => readQuote(tx, body, at)) }
    },
    ...deskHandlers(database, refusals),
    ...mergeHandlers(database, refusals),
    'POST /api/orders/{id}/confirm': commands(({ body }) => ({ type: 'confirm', ...body })),
    'POST /api/orders/{id}/hold': commands(({ body }) => ({ type: 'hold', hold: body as never })),
    'POST /api/orders/{id}/lift': commands(({ body }) => ({ type: 'lift', ...body })),
    'POST /api/orders/{id}/change': commands(({ body }) => ({ type: 'change', ...body })),
    'POST /api/orders/{id}/unmerge': commands(() => ({ type: 'unmerge' })),
    'POST /api/orders/{id}/cancel': commands(({ body: { lines, reason } }) => ({
      type: 'cancel',
      reason,
      pieces: lines,
    })),
    'POST /api/orders/{id}/allocate': commands(({ body: { lines, location } }) => ({
      type: 'allocate',
      pieces: lines,
      location,
    })),
    'POST /api/orders/{id}/ship': commands(({ body: { lines, ...rest } }) => ({
      type: 'ship',
      pieces: lines,
      ...rest,
    })),
    'POST /api/orders/{id}/deliver': commands(({ body: { lines, at } }) => ({
      type: 'deliver',
      pieces: lines,
      at,
    })),
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
function commands<
  R extends
    C[`POST /api/orders/{id}/${'confirm' | 'hold' | 'lift' | 'change' | 'unmerge' | 'cancel' | 'allocate' | 'ship' | 'deliver'}`],
>(make: (asked: AskedOf<R>) => Asked) {
  return async (tx: Tx, asked: AskedOf<R>[]) => {
    const requests = asked.map((one): CommandRequest => {
      const { id } = one.params as { id: string }
      return {
        orderId: id,
        command: make(one),
        by: one.caller.id,
        commandId: one.command,
        ifVersion: one.ifMatch,
        channels: one.caller.channels,
        locations: one.caller.locations,
      }
    })
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
      const permission = permissionOf[asked.command]
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
