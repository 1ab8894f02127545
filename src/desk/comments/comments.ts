import type { Asked, Caller } from '../../base/http/index.ts'
import {
  append,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { type Comment, insertComments, mentionsOf, unseenOrders } from './comments.sql.ts'
import type { commentsContract } from './contract.ts'

type C = typeof commentsContract

/** A comment as the API shows it. */
export function commentView({ at, ...comment }: Comment) {
  return { ...comment, at: at.toISOString() }
}

/**
 * Writes comments about orders of the callers' channels; the others are `not_found`. The fact names the order and who was
 * mentioned, not what was written: the log cannot forget, and people write about people.
 */
export async function writeComments(
  tx: Tx,
  asked: Asked<C['POST /api/orders/{id}/comments']>[],
): Promise<(Comment | Refusal)[]> {
  const orders = await briefsOf(
    tx,
    asked.map(({ params }) => params.id),
    null,
  )
  const outcomes = asked.map(({ params, body, caller, at }): Comment | Refusal => {
    const order = orders.get(params.id)
    if (!order || !isOf(caller, order.channel)) return refuse('not_found')
    const mentions = [...new Set(body.mentions)]
    return {
      id: newId('cmt', at.getTime()),
      orderId: order.id,
      by: caller.id,
      text: body.text,
      mentions,
      at,
    }
  })
  const written = outcomes.flatMap((comment, index) =>
    isRefusal(comment) ? [] : [{ comment, command: asked[index]?.command }],
  )
  await insertComments(
    tx,
    written.map(({ comment }) => comment),
  )
  const facts = written.map(({ comment: { id, orderId, by, mentions }, command }) => ({
    ...{ stream: id, version: 1, type: 'comment.written', by, command },
    data: { order: orderId, mentions },
  }))
  const { command = '', at = new Date() } = asked[0] ?? {}
  append(tx, facts, { by: 'system', command, at })
  return outcomes
}

/** A page of the caller's mentions in orders of their channels, and how many of all they have not seen. */
export async function listMentions(
  tx: Tx,
  { id, channels }: Caller,
  page: { before: string | null; limit: number },
) {
  const [comments, unseen] = await Promise.all([mentionsOf(tx, id, page), unseenOrders(tx, id)])
  const ids = [...comments.map(({ orderId }) => orderId), ...unseen]
  const orders = await briefsOf(tx, [...new Set(ids)], channels)
  return {
    comments,
    visible: comments.flatMap((comment) => {
      const order = orders.get(comment.orderId)
      return order ? [{ ...commentView(comment), orderNumber: order.number }] : []
    }),
    unseen: unseen.filter((order) => orders.has(order)).length,
  }
}

/** Whether an order of this channel is the caller's to see. */
function isOf({ channels }: Pick<Caller, 'channels'>, channel: string): boolean {
  return channels === null || channels.includes(channel)
}
