// A lower module asks, higher ones answer: who asks made the question and knows nothing of who answers it.
import type { Tx } from '../platform/index.ts'

/** What can be asked: `Asked` goes in, and each that answers gives one `Answered`. */
export type Question<Asked, Answered> = {
  name: string
  /** Only for the compiler, which reads the two shapes off it. */
  shape?: (asked: Asked) => Answered
}

/** An answer to one question, as a module registers it. */
export type Answer = {
  to: Question<never, unknown>
  give: (tx: Tx, asked: never) => Promise<unknown>
}

/** Asks all who answer, one after the other in the order of the modules; no answer where nobody does. */
export type Ask = <Asked, Answered>(
  tx: Tx,
  question: Question<Asked, Answered>,
  asked: Asked,
) => Promise<Answered[]>

/** Makes a question. The module that asks exports it at its door; its name is for people. */
export function question<Asked, Answered>(name: string): Question<Asked, Answered> {
  return { name }
}

export function answer<Asked, Answered>(
  to: Question<Asked, Answered>,
  give: (tx: Tx, asked: Asked) => Promise<Answered>,
): Answer {
  return { to, give }
}

/** The way to ask, where these are all the answers there are. */
export function asking(answers: readonly Answer[]): Ask {
  return async (tx, question, asked) => {
    const given: unknown[] = []
    for (const { to, give } of answers)
      if (to === question) given.push(await give(tx, asked as never))
    // `answer` lets only the question's own shapes in.
    return given as never
  }
}
