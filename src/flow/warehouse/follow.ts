import type { RecordedOf } from '../../base/module/index.ts'
import { type Follower, newId, type Tx } from '../../base/platform/index.ts'
import { ownCarrier } from '../../ground/company/index.ts'
import { type LinePieces, type Order, orderFacts, readOrders } from '../../orders/index.ts'
import { type Package, unsent } from './package.ts'
import { appendFacts, insertPackages, nextPackageNumbers } from './packages.sql.ts'
import { countShipped, openWork, saveWork } from './work.ts'

/**
 * An order can be shipped without packing. Each such fact gets a package here, so that tracking works, and its pieces count as
 * shipped on their fulfilment orders. The package stores the version of the fact, so that this happens only once.
 */
const packages: Follower = {
  name: 'packages',
  types: ['order.shipped'],
  handle: async (tx, news, { upTo }) => {
    const facts = (await orderFacts.between(tx, news, upTo)).filter(isUnpacked)
    if (facts.length > 0) await packUnpacked(tx, facts)
  },
}

export const warehouseFollowers: Follower[] = [packages]

type Unpacked = RecordedOf<typeof orderFacts, 'order.shipped'>

function isUnpacked(fact: RecordedOf<typeof orderFacts>): fact is Unpacked {
  return fact.type === 'order.shipped' && fact.data.package === undefined
}

async function packUnpacked(tx: Tx, facts: readonly Unpacked[]): Promise<void> {
  const orderIds = [...new Set(facts.map(({ stream }) => stream))]
  // The fulfilment orders are locked before packages are written, as everywhere.
  const work = await openWork(tx, { orderIds })
  const [orders, numbers] = await Promise.all([
    readOrders(tx, orderIds),
    nextPackageNumbers(tx, facts.length),
  ])
  const pairs = facts.map((fact, index) => ({
    fact,
    one: packageOf(fact, orders.get(fact.stream) as Order, numbers[index] as string),
  }))
  const made = await insertPackages(
    tx,
    pairs.map(({ one }) => one),
  )
  const fresh = pairs.filter(({ one }) => made.has(one.id))
  for (const { fact } of fresh) {
    const { stream: orderId, by, command, data } = fact
    countShipped(work, { orderId, pieces: data.pieces, by, command })
  }
  const at = new Date()
  await saveWork(tx, work, at)
  appendFacts(
    tx,
    fresh.map(({ one, fact: { by, command } }) => {
      return {
        stream: one.id,
        version: 1,
        type: 'package.shipped' as const,
        data: one,
        by,
        command,
      }
    }),
    at,
  )
}

function packageOf({ version, data, at }: Unpacked, order: Order, number: string): Package {
  const { pieces, carrier = ownCarrier, trackingNumber = number } = data
  return {
    ...unsent,
    id: newId('pkg', at.getTime()),
    number,
    orderId: order.id,
    orderNumber: order.number,
    channel: order.channel,
    locations: [...new Set(pieces.map(({ location }) => location))].sort(),
    fulfilmentOrderId: null,
    orderVersion: version,
    weightG: null,
    lengthMm: null,
    widthMm: null,
    heightMm: null,
    carrier,
    trackingNumber,
    packedAt: at.toISOString(),
    shippedAt: at.toISOString(),
    lines: linesOf(pieces, order),
  }
}

function linesOf(pieces: readonly LinePieces[], order: Order): Package['lines'] {
  const sums = new Map<number, number>()
  for (const { line, quantity } of pieces) sums.set(line, (sums.get(line) ?? 0) + quantity)
  return [...sums].map(([line, quantity]) => {
    const sku = order.lines.find((one) => one.line === line)?.sku ?? ''
    return { line, sku, quantity, delivered: 0 }
  })
}
