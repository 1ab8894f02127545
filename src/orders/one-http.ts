// The routes that read one order.

import {
  type Asked as AskedOf,
  type Caller,
  factView,
  type Handlers,
  problemOf,
  type RefusalTable,
  versionTag,
} from '../base/http/index.ts'
import { type Database, isRefusal, type Refusal, refuse, type Tx } from '../base/platform/index.ts'
import { ownCarrier } from '../ground/company/index.ts'
import { recordReveal } from '../ground/customers/index.ts'
import { glanceAtBook } from '../ground/stock/index.ts'
import { commandBehind, commands, optionNames } from './commands.ts'
import { replay } from './evolve.ts'
import { orderFacts } from './facts.ts'
import { optionsOf } from './foresee.ts'
import { membersOf, mergesOf } from './merge.sql.ts'
import type { oneContract } from './one-contract.ts'
import { openOrders } from './open.ts'
import type { Order } from './order.ts'
import { readOrders } from './orders.sql.ts'
import { namingPackages } from './packed.ts'
import { orderView } from './view.ts'

type C = typeof oneContract

export function oneHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'GET /api/orders/{id}': async ({ params: { id }, query: { asOf }, caller }) =>
      await database.read(async (tx) => {
        const order = await mineAsOf(tx, id, asOf, caller)
        if (isRefusal(order)) return order
        const headers = versionTag(order.version)
        // Which orders it is merged with is known only for its current version.
        if (asOf !== undefined) return { headers, body: orderView(order) }
        const together = (await othersOf(tx, order)).map(({ id, number }) => ({ id, number }))
        return { headers, body: { ...orderView(order), together } }
      }),
    'POST /api/orders/{id}/reveal': (asked) => database.begin((tx) => revealOrder(tx, asked)),
    'GET /api/orders/{id}/events': async ({ params: { id }, caller }) =>
      await database.read(async (tx) => {
        const order = await mine(tx, id, caller)
        if (isRefusal(order)) return order
        return { body: { items: (await orderFacts.of(tx, [id])).map(factView) } }
      }),
    'GET /api/orders/{id}/allocations': ({ params: { id }, caller }) =>
      database.read(async (tx) => {
        const order = await mine(tx, id, caller)
        return isRefusal(order) ? order : { body: { items: await allocationsFor(tx, id, caller) } }
      }),
    'GET /api/orders/{id}/commands': (asked) =>
      database.read((tx) => optionsFor(tx, asked, refusals)),
  }
}

/** The other orders of its merge. */
async function othersOf(tx: Tx, order: Order) {
  return (await membersOf(tx, mergesOf([order]))).filter(({ id }) => id !== order.id)
}

/** An order of a foreign channel answers like one that does not exist. */
async function mine(tx: Tx, id: string, { channels }: Caller): Promise<Order | Refusal> {
  const order = (await readOrders(tx, [id])).get(id)
  return order && (channels === null || channels.includes(order.channel))
    ? order
    : refuse('not_found')
}

async function revealOrder(
  tx: Tx,
  { params: { id }, query, caller, command, at }: AskedOf<C['POST /api/orders/{id}/reveal']>,
) {
  if (!caller.permissions.has('orders:read')) return refuse('not_found')
  const order = await mineAsOf(tx, id, query.asOf, caller)
  if (isRefusal(order)) return order
  recordReveal(tx, { order: id }, { by: caller.id, command, at })
  const { customer, shipTo } = order
  return { headers: { 'cache-control': 'no-store' }, body: { customer, shipTo } }
}

async function mineAsOf(tx: Tx, id: string, asOf: number | undefined, caller: Caller) {
  const now = await mine(tx, id, caller)
  return isRefusal(now) || asOf === undefined ? now : await orderAsOf(tx, now, asOf)
}

/** The order as it was after one of its versions, rebuilt from its log. */
async function orderAsOf(tx: Tx, { id, version }: Order, asOf: number): Promise<Order | Refusal> {
  if (asOf > version) return refuse('no_such_version', { version, asked: asOf })
  const facts = await orderFacts.of(tx, [id])
  return replay(facts.slice(0, asOf)) ?? refuse('not_found')
}

/** Allocations by line and location, at the caller's locations only. */
async function allocationsFor(tx: Tx, id: string, { locations }: Caller) {
  const { allocations } = await glanceAtBook(tx, [], [id])
  return [...(allocations.get(id)?.values() ?? [])]
    .flat()
    .filter(({ location }) => locations === null || locations.includes(location))
    .map(({ line, sku, location, quantity, released }) => ({
      ...{ line, sku, location, quantity, released },
    }))
    .sort((a, b) => a.line - b.line || (a.location < b.location ? -1 : 1))
}

async function optionsFor(
  tx: Tx,
  { params: { id }, caller, command }: AskedOf<C['GET /api/orders/{id}/commands']>,
  refusals: RefusalTable,
) {
  const order = await mine(tx, id, caller)
  if (isRefusal(order)) return order
  const needs = optionNames.flatMap((option) => commands[commandBehind(option)].needs)
  // It is not known which carrier will be chosen, so this asks with one that is always allowed.
  const opened = await openOrders(tx, [{ orderId: id, needs }], { look: null })
  const options = optionsOf(order, { ...opened, carriers: new Set([ownCarrier]) }, caller)
  const told = await namingPackages(
    tx,
    options.map(({ refusal }) => refusal ?? {}),
    () => id,
  )
  const items = told.map((outcome, index) => ({
    command: options[index]?.command,
    allowed: !isRefusal(outcome),
    ...(isRefusal(outcome) && { problem: problemOf(outcome, refusals, command) }),
  }))
  return { body: { items } }
}
