import type { RefusalTable } from '../http/index.ts'
import type { Config, Database } from '../platform/index.ts'
import type { FactKinds } from './facts.ts'
import type { Ask } from './question.ts'

/** What is known of all modules together, before anything is opened. */
export type Whole = {
  /** Words every refusal of the house, for outcomes inside a batch. */
  refusals: RefusalTable
  /** What can happen, with who may hear of it. */
  facts: FactKinds
  ask: Ask
}

/** What the wiring gives to every module: what is open, what is known of all modules, and whom to tell. */
export type House = Whole & {
  database: Database
  /** Connections of their own for followers and jobs: what happens behind an order never takes those of a request. */
  behind: Database
  config: Config
  version: string
  /** The API of the whole house as OpenAPI. */
  document: object
  /** Facts were written: who follows the log need not wait for its next look. */
  committed: () => void
  /** Jobs were added. */
  wake: () => void
  /** Waits until something is committed in this process, or so many milliseconds. */
  news: (ms: number) => Promise<void>
  stopping: () => boolean
  onError: (where: string, error: unknown) => void
}
