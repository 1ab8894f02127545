import { z } from 'zod'
import {
  type Check,
  factsByStream,
  noteDifference,
  openCheck,
  type RecordedFact,
  type Tx,
} from '../platform/index.ts'
import type { FactKinds } from './facts.ts'

/** So many facts are read at a time. */
const atOnce = 2_000
/** Sorts behind every name of a stream. */
const behindAll = '\u{10ffff}'

/** Compares every fact of the log with what its type says: the shape of its data and the name of its stream. */
export async function verifyFacts(tx: Tx, kinds: FactKinds): Promise<Check> {
  const check = openCheck('every fact has the shape that its type says')
  let after: { stream: string; version: number } | undefined = { stream: '', version: 0 }
  while (after) {
    const page: readonly RecordedFact[] = await factsByStream(
      tx,
      { after, until: behindAll },
      atOnce,
    )
    for (const fact of page) {
      const { stream: id, version, type } = fact
      const what = `${type} (version ${version})`
      check.compared++
      noteDifference(check, { id, what, expected: null, found: faultOf(fact, kinds[type]) })
    }
    after = page.at(-1)
  }
  return check
}

/** What is wrong with a fact, without what stands in it: people's names are no matter of a report. */
function faultOf(
  { stream, data }: RecordedFact,
  kind: FactKinds[string] | undefined,
): string | null {
  if (!kind) return 'a type that no module tells'
  if (![kind.stream].flat().some((first) => stream.startsWith(first))) return 'another stream'
  const { error } = kind.data.safeParse(data)
  return error ? z.prettifyError(error) : null
}
