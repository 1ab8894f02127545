import { type Asked, type Caller, maySee } from '../../base/http/index.ts'
import { isRefusal, newId, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { type Comment, insertComments, type Mention, unseenOrders } from './comments.sql.ts'
import type { commentsContract } from './contract.ts'
import { commentsFacts } from './facts.ts'

type C = typeof commentsContract

/** A comment as the API shows it. */
export function commentView({ at, ...comment }: Comment) {
  return { ...comment, at: at.toISOString() }
}

/**
 * Writes comments on orders of the callers' channels; other orders are `not_found`. The fact names the order and the people
 * mentioned, but not the text, because people write about people and the log cannot forget.
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
    if (!order || !maySee(caller.channels, order.channel)) return refuse('not_found')
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
    ...{ stream: id, version: 1, type: 'comment.written' as const, by, command },
    data: { order: orderId, mentions },
  }))
  const { command = '', at = new Date() } = asked[0] ?? {}
  commentsFacts.append(tx, facts, { by: 'system', command, at })
  return outcomes
}

/**
 * Of comments that mention the caller those about orders of their channels, and how many of all they have not seen. Where the next
 * page begins is said by what was read, not by what of it the caller may see.
 */
export async function tellMentions(tx: Tx, { id, channels }: Caller, comments: readonly Mention[]) {
  const unseen = await unseenOrders(tx, id)
  const ids = [...comments.map(({ orderId }) => orderId), ...unseen]
  const orders = await briefsOf(tx, [...new Set(ids)], channels)
  return {
    items: comments.flatMap((comment) => {
      const order = orders.get(comment.orderId)
      return order ? [{ ...commentView(comment), orderNumber: order.number }] : []
    }),
    unseen: unseen.filter((order) => orders.has(order)).length,
  }
}
