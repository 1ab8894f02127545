import { append, type Follower, factsOf, newId, type Tx } from '../platform/index.ts'
import { normalPhone } from './customer.ts'
import {
  findCustomers,
  insertCustomers,
  linkedOrders,
  linkOrders,
  lockCustomers,
  saveAddresses,
} from './customers.sql.ts'
import { emailOf, type Known, type NewCustomer, type Placing, recognise } from './recognise.ts'

/** Knows the buyers by their orders: links each order to its customer, makes new ones, keeps the addresses they used. */
const customers: Follower = {
  name: 'customers',
  types: ['order.placed'],
  handle: async (tx, news) => {
    const streams = news.map(({ stream }) => stream)
    const [facts, linked] = await Promise.all([
      factsOf(tx, streams, ['order.placed']),
      linkedOrders(tx, streams),
    ])
    const placings = facts
      .filter(({ stream }) => !linked.has(stream))
      .map(({ stream, data, at }) => placingOf(stream, data as PlacedData, at))
      .filter(saysWho)
    if (placings.length > 0) await settle(tx, placings)
  },
}

export const customersFollowers: Follower[] = [customers]

type PlacedData = Omit<Placing, 'orderId' | 'at'>

function placingOf(orderId: string, { channel, customer, shipTo }: PlacedData, at: Date): Placing {
  return { orderId, channel, customer, shipTo, at: at.toISOString() }
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
    append(tx, made.map(factOf), { by: madeBy, command: 'customers', at: new Date() }),
  ])
}

/** Reads each number once: finding out whether it is one costs more than all the rest. */
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

/** Looks for ids and e-mails first; telephones only of those whom these do not find. */
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
  // Where several share a number it stands for the one who has been known longest.
  for (const { id, phone } of (await findCustomers(tx, { phones })).reverse())
    if (phone !== null) known.byPhone.set(phone, id)
  return { ...known, ids }
}

function unique(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))]
}

/** The fact says that the customer is there and why; what they are called stands only in the table. */
function factOf({ id, orderId }: NewCustomer) {
  return { stream: id, version: 1, type: 'customer.made', data: { order: orderId } }
}
