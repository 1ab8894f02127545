// What can be done with orders of the list, and how it is sent. The server decides; a row shows nothing before it did.
import type { Given } from '../../src/outside/client/index.ts'
import { api } from '../base/api.ts'
import type { Brief, Order } from './rows.ts'

type Sent = Given<'POST /api/orders/commands'>['body']['commands'][number]['do']
/** As `POST /api/bulk` takes it. */
export type Command = Given<'POST /api/bulk'>['body']['do']
export type CommandName = Command['command']

export type Refusal = { code: string; params: Readonly<Record<string, unknown>> }
export type Outcome = { id: string; brief: Brief | null; refusal: Refusal | null }

/** Performs one command on some orders, each as it was seen; one outcome per order. Throws when nothing was done at all. */
export async function perform(command: Command, orders: readonly Order[]): Promise<Outcome[]> {
  if (command.command === 'release') return await release(orders)
  const commands = orders.map(({ id, version }) => ({
    id,
    ifVersion: version,
    do: command as Sent,
  }))
  return await performEach(commands)
}

export async function performEach(
  commands: Given<'POST /api/orders/commands'>['body']['commands'],
): Promise<Outcome[]> {
  const { outcomes } = await api.call('POST /api/orders/commands', { body: { commands } })
  return commands.map(({ id }, index) => ({
    id,
    brief: outcomes[index]?.order ?? null,
    refusal: refusalOf(outcomes[index]?.problem),
  }))
}

async function release(orders: readonly Order[]): Promise<Outcome[]> {
  const { outcomes } = await api.call('POST /api/fulfilment-orders/release', {
    body: { orders: orders.map(({ id }) => id) },
  })
  return orders.map(({ id }, index) => ({
    id,
    brief: null,
    refusal: refusalOf(outcomes[index]?.problem),
  }))
}

function refusalOf(problem: Record<string, unknown> | undefined): Refusal | null {
  if (!problem) return null
  return {
    code: typeof problem.code === 'string' ? problem.code : 'internal',
    params: (problem.params ?? {}) as Refusal['params'],
  }
}

/** Which command takes a done one back, order by order; null where nothing does. */
export function undoOf(
  command: Command,
  before: readonly Order[],
  after: readonly Order[],
): Parameters<typeof performEach>[0] | null {
  if (command.command === 'change') return before.flatMap((order) => changedBack(order, command))
  if (command.command === 'hold') return after.flatMap((order) => liftNewest(order, command.code))
  if (command.command !== 'lift') return null
  const lifted = command.hold
  return before.flatMap(({ id, holds }) =>
    holds
      .filter((hold) => lifted === undefined || hold.id === lifted)
      .map(({ code, blocks, params, note }) => ({
        id,
        do: {
          command: 'hold' as const,
          code,
          blocks,
          ...(params && { params }),
          ...(note && { note }),
        },
      })),
  )
}

type Change = Extract<Command, { command: 'change' }>

/** What was changed of it as it was before; the rest is not named. */
function changedBack({ id, note, promisedFor, carrier }: Order, changed: Change) {
  const parts = {
    ...(changed.note !== undefined && { note }),
    ...(changed.promisedFor !== undefined && { promisedFor }),
    ...(changed.carrier !== undefined && { carrier }),
  }
  return [{ id, do: { command: 'change' as const, ...parts } }]
}

function liftNewest({ id, holds }: Order, code: string) {
  const hold = holds.findLast((one) => one.code === code)
  return hold ? [{ id, do: { command: 'lift' as const, hold: hold.id } }] : []
}
