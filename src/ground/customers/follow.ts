import {
  type Follower,
  factsOf,
  newId,
  type RecordedFact,
  type Tx,
} from '../../base/platform/index.ts'
import { type Address, normalPhone } from './customer.ts'
import {
  findCustomers,
  insertCustomers,
  linkedOrders,
  linkOrders,
  lockCustomers,
  saveAddresses,
} from './customers.sql.ts'
import { customersFacts } from './facts.ts'
import { emailOf, type Known, type NewCustomer, type Placing, recognise } from './recognise.ts'

/**
 * Learns about customers from their orders: links each order to its customer, makes new customers, keeps the addresses used. An
 * order stays with its customer when its contact data changes; an order without contact data is linked once it gets some.
 */
const customers: Follower = {
  name: 'customers',
  types: ['order.placed', 'order.changed'],
  handle: async (tx, news) => {
    const streams = news.map(({ stream }) => stream)
    const [facts, linked] = await Promise.all([
      toldOfOrders(tx, streams),
      linkedOrders(tx, streams),
    ])
    await saveAddresses(tx, readdressed(facts, linked))
    const placings = placingsOf(facts)
      .filter(({ orderId }) => !linked.has(orderId))
      .filter(saysWho)
    if (placings.length > 0) await settle(tx, placings)
  },
}

export const customersFollowers: Follower[] = [customers]

/** What is read here of the orders' facts: who and where; null: not said any more. The orders tell more. */
export type OrderTold =
  | { type: 'order.placed'; data: Omit<Placing, 'orderId' | 'at'> }
  | { type: 'order.changed'; data: { after: ChangedContact } }
type ChangedContact = {
  customer?: { name?: string; email?: string | null; phone?: string | null }
  shipTo?: Address
}
type Told = OrderTold & Pick<RecordedFact, 'stream' | 'at'>

/** The orders stand above and give no table of their facts down here; that they tell at least this is tried by a test. */
async function toldOfOrders(tx: Tx, streams: readonly string[]): Promise<Told[]> {
  return (await factsOf(tx, streams, ['order.placed', 'order.changed'])) as unknown as Told[]
}

/** The orders as they were placed, with what was changed about them since. */
function placingsOf(facts: readonly Told[]): Placing[] {
  const placings = new Map<string, Placing>()
  for (const { stream: orderId, type, data, at } of facts) {
    const known = placings.get(orderId)
    if (type === 'order.placed') {
      const { channel, customer, shipTo } = data
      placings.set(orderId, { orderId, channel, customer, shipTo, at: at.toISOString() })
    } else if (known) placings.set(orderId, changed(known, data.after))
  }
  return [...placings.values()]
}

function changed(placing: Placing, { customer, shipTo }: ChangedContact): Placing {
  const { name, email, phone } = customer ?? {}
  return {
    ...placing,
    shipTo: shipTo ?? placing.shipTo,
    customer: {
      ...placing.customer,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email: email ?? undefined }),
      ...(phone !== undefined && { phone: phone ?? undefined }),
    },
  }
}

/** Where orders that have a customer were sent instead. */
function readdressed(facts: readonly Told[], linked: ReadonlyMap<string, string>) {
  return facts.flatMap(({ stream, type, data, at }) => {
    const customerId = linked.get(stream)
    if (type !== 'order.changed' || customerId === undefined) return []
    const address = data.after.shipTo
    return address ? [{ customerId, address, at: at.toISOString() }] : []
  })
}

function saysWho({ customer: { id, email, phone } }: Placing): boolean {
  return id !== undefined || email !== undefined || phone !== undefined
}

async function settle(tx: Tx, placings: readonly Placing[]): Promise<void> {
  await lockCustomers(tx)
  const phoneOf = readPhones()
  const known = await knownTo(tx, placings, phoneOf)
  const { made, links } = recognise(placings, known, { phoneOf, newId: () => newId('cus') })
  const madeBy = 'system'
  await insertCustomers(
    tx,
    made.map((customer) => ({ ...customer, madeBy })),
  )
  await Promise.all([
    saveAddresses(tx, links),
    linkOrders(tx, links),
    customersFacts.append(tx, made.map(factOf), {
      by: madeBy,
      command: 'customers',
      at: new Date(),
    }),
  ])
}

/** Parses each telephone number once, because parsing costs more than all the rest. */
function readPhones(): (placing: Placing) => string | null {
  const read = new Map<string, string | null>()
  return ({ customer: { phone }, shipTo: { country } }) => {
    if (phone === undefined) return null
    const name = `${country} ${phone}`
    const known = read.get(name)
    if (known !== undefined) return known
    const number = normalPhone(phone, country)
    read.set(name, number)
    return number
  }
}

/** Looks up ids and e-mails first, and telephones only for the orders that those did not find. */
async function knownTo(
  tx: Tx,
  placings: readonly Placing[],
  phoneOf: (placing: Placing) => string | null,
): Promise<Known> {
  const known: Known = { ids: new Set(), byEmail: new Map(), byPhone: new Map() }
  const found = await findCustomers(tx, {
    ids: unique(placings.map(({ customer: { id } }) => id)),
    emails: unique(placings.map(emailOf)),
  })
  const ids = new Set(found.map(({ id }) => id))
  for (const { id, email } of found) if (email !== null) known.byEmail.set(email, id)
  const strangers = placings.filter(
    (placing) => !ids.has(placing.customer.id ?? '') && !known.byEmail.has(emailOf(placing) ?? ''),
  )
  const phones = unique(strangers.map(phoneOf))
  // When several customers share a number, it means the one known longest.
  for (const { id, phone } of (await findCustomers(tx, { phones })).reverse())
    if (phone !== null) known.byPhone.set(phone, id)
  return { ...known, ids }
}

function unique(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))]
}

/** The fact says that the customer exists and why; only the table contains the name. */
function factOf({ id, orderId }: NewCustomer) {
  return { stream: id, version: 1, type: 'customer.made' as const, data: { order: orderId } }
}
