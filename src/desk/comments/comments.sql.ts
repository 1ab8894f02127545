import { sql, type Tx } from '../../base/platform/index.ts'

/** A comment on an order, and the people mentioned in it. */
export type Comment = {
  id: string
  orderId: string
  by: string
  text: string
  mentions: string[]
  at: Date
}

/** A comment that names somebody, and whether they have seen it. */
export type Mention = Comment & { seen: boolean }

const columns = sql`comments.id, order_id as "orderId", by, text, mentions, at`

/** Writes comments, each as unseen for everybody mentioned. */
export async function insertComments(tx: Tx, comments: readonly Comment[]): Promise<void> {
  if (comments.length === 0) return
  tx.write(sql`
    insert into comments.comments (id, order_id, by, text, mentions, at)
    select id, "orderId", by, text, mentions, at
    from json_to_recordset(${JSON.stringify(comments)}::json) as new(id text, "orderId" text, by text, text text,
      mentions text[], at timestamptz)`)
  const named = comments.flatMap(({ id, mentions }) => mentions.map((user) => ({ id, user })))
  tx.write(sql`
    insert into comments.mentions (user_id, comment_id)
    select distinct "user", id from json_to_recordset(${JSON.stringify(named)}::json) as new(id text, "user" text)
    order by 1, 2`)
}

/** A page of the comments on an order, oldest first. */
export async function commentsOf(
  tx: Tx,
  orderId: string,
  { after, limit }: { after: string; limit: number },
): Promise<Comment[]> {
  return await tx.rows<Comment>(sql`
    select ${columns} from comments.comments where order_id = ${orderId} and id > ${after} order by id limit ${limit}`)
}

/** The comments that mention this person, newest first. */
export async function mentionsOf(
  tx: Tx,
  user: string,
  { before, limit }: { before: string | null; limit: number },
) {
  return await tx.rows<Mention>(sql`
    select ${columns}, seen_at is not null as seen
    from comments.mentions join comments.comments on comments.id = comment_id
    where user_id = ${user} and (${before}::text is null or comment_id < ${before})
    order by comment_id desc limit ${limit}`)
}

/** The orders of the comments that mention this person and are unseen. */
export async function unseenOrders(tx: Tx, user: string): Promise<string[]> {
  const rows = await tx.rows<{ orderId: string }>(sql`
    select order_id as "orderId" from comments.mentions join comments.comments on comments.id = comment_id
    where user_id = ${user} and seen_at is null limit 1000`)
  return rows.map(({ orderId }) => orderId)
}

/** Marks this person's mentions as seen, all or those in some comments. Answers how many were unseen. */
export async function markSeen(
  tx: Tx,
  user: string,
  comments: readonly string[] | null,
  at: Date,
): Promise<number> {
  return await tx.run(sql`
    update comments.mentions set seen_at = ${at}
    where user_id = ${user} and seen_at is null
      and (${comments}::text[] is null or comment_id = any(${comments}::text[]))`)
}

/** Comments in the sequence of their ids. */
export async function commentsAfter(tx: Tx, after: string, limit: number): Promise<Comment[]> {
  return await tx.rows<Comment>(sql`
    select ${columns} from comments.comments where id > ${after} order by id limit ${limit}`)
}
