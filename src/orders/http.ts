import {
  type Asked as AskedOf,
  eachItem,
  type Handlers,
  may,
  maySee,
  type RefusalTable,
  shapedBy,
  versionTag,
} from '../base/http/index.ts'
import type { RecordedOf } from '../base/module/index.ts'
import {
  type Database,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../base/platform/index.ts'
import { askedOf, commandOf, type route, type ShapeName } from './command-shapes.ts'
import { permissionOf } from './commands.ts'
import type { ordersContract } from './contract.ts'
import { orderFacts } from './facts.ts'
import { mergeHandlers } from './merge-http.ts'
import { oneHandlers } from './one-http.ts'
import { readOrders } from './orders.sql.ts'
import { type Performed, perform } from './perform.ts'
import { type PlaceRequest, type PlacingRead, placeOrders, readForPlacing } from './place.ts'
import { newOrder } from './shapes.ts'
import { orderBrief, orderView } from './view.ts'

type C = typeof ordersContract

/** The routes of the order: parse → begin → call → answer. `refusals` has the titles for refusals inside batches. */
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
    'POST /api/orders/batch': { each: (tx, asked) => placeMany(tx, asked, refusals) },
    'POST /api/orders/commands': { each: (tx, asked) => commandMany(tx, asked, refusals) },
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
        if (!order || !maySee(channels, order.channel)) return refuse('not_found')
        const facts = await orderFacts.of(tx, [id], ['order.paid', 'order.refunded'])
        return { body: { items: facts.map((fact) => entryOf(fact, order.currency)) } }
      }),
  }
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

/** Orders for a channel that is not the caller's are refused; the others are placed. */
async function placeAllowed(
  tx: Tx,
  batch: readonly Placing[],
  at: Date,
  reading?: Promise<PlacingRead>,
) {
  const placedAt = at.toISOString()
  const requests = batch.map(({ order, caller, command }): PlaceRequest | Refusal =>
    maySee(caller.channels, order.channel)
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

const siftOrder = shapedBy(newOrder)

async function placeMany(
  tx: Tx,
  { body, caller, command, at }: AskedOf<C['POST /api/orders/batch']>,
  refusals: RefusalTable,
) {
  const outcomes = await eachItem(
    body.orders,
    {
      sift: siftOrder,
      step: (good) =>
        placeAllowed(
          tx,
          good.map((order) => ({ order, caller, command })),
          at,
        ),
      told: (order) => ({ status: 201, order: orderBrief(order) }),
    },
    { refusals, request: command },
  )
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
) {
  const { id: by, channels, locations } = caller
  const outcomes = await eachItem(
    body.commands,
    {
      sift: ({ id: orderId, ifVersion = null, do: asked }) => {
        const permission = permissionOf(asked.command)
        if (!may(caller, permission)) return { refusal: refuse('not_allowed', { permission }) }
        const command = commandOf(asked)
        return { good: { orderId, command, by, commandId, ifVersion, channels, locations } }
      },
      step: (good) => perform(tx, good, at),
      told: ({ order }) => ({ status: 200, order: orderBrief(order) }),
    },
    { refusals, request: commandId },
  )
  return { body: { outcomes } }
}

type Entry = RecordedOf<typeof orderFacts, 'order.paid' | 'order.refunded'>

function entryOf({ type, data, by, at, version }: Entry, currency: string) {
  const { amount, method, reference = null } = data
  const kind = type === 'order.paid' ? 'payment' : 'refund'
  return { kind, amount, currency, method, reference, by, at: at.toISOString(), version }
}
