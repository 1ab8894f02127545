import { isRefusal, type Refusal, sql, type Tx } from '../base/platform/index.ts'
import { type CommandRequest, type Performed, perform } from './perform.ts'

type Outcome = Performed[] | Refusal

/**
 * Performs groups of commands, each group whole or not at all; groups do not hinder one another. A group that would be torn
 * (some performed, some refused) is left out and the others are performed again.
 */
export async function performTogether(
  tx: Tx,
  groups: readonly (readonly CommandRequest[])[],
  at: Date,
): Promise<Outcome[]> {
  const torn = new Map<number, Refusal>()
  for (;;) {
    await tx.run(sql`savepoint together`)
    const kept = groups.map((group, index) => (torn.has(index) ? [] : group))
    const performed = (await perform(tx, kept.flat(), at)).values()
    const results = kept.map((group) =>
      group.map(() => performed.next().value as Performed | Refusal),
    )
    const more = results.flatMap((result, index) => {
      const refusal = result.find((one) => isRefusal(one))
      return refusal && result.some((one) => !isRefusal(one)) ? [{ index, refusal }] : []
    })
    if (more.length === 0) {
      await tx.run(sql`release savepoint together`)
      return results.map((result, index) => torn.get(index) ?? whole(result))
    }
    await tx.run(sql`rollback to savepoint together`)
    for (const { index, refusal } of more) torn.set(index, refusal as Refusal)
  }
}

function whole(results: readonly (Performed | Refusal)[]): Outcome {
  const refusal = results.find((one) => isRefusal(one))
  return refusal ? (refusal as Refusal) : (results as Performed[])
}
