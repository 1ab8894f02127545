import type { Contract, Handlers, RefusalTable } from '../http/index.ts'
import type { JobHandler, JobKind } from '../jobs/index.ts'
import type { Check, Follower, Tx } from '../platform/index.ts'
import type { FactKinds } from './facts.ts'
import type { House, Whole } from './house.ts'
import type { Answer } from './question.ts'

type Parts = {
  /** The name of its folder and of its schema. */
  name: string
  /** Its own codes: status and title. */
  refusals: RefusalTable
  /** Commands as data, by name. */
  commands: Readonly<Record<string, unknown>>
  /** To questions of the modules below. */
  answers: readonly Answer[]
  /** What it does when something has happened. */
  followers: (whole: Whole) => readonly Follower[]
  /** The kinds of jobs that it enqueues. */
  jobs: (house: House) => Readonly<Record<string, JobHandler | JobKind>>
  /** Compares its books with the log and with each other, part by part, so that memory stays bounded. */
  checks: (tx: Tx, whole: Whole) => Promise<readonly Check[]>
  /** Run once an hour: what nobody needs any more goes, and sums that are kept in parts are folded; answers how many rows. */
  tidies: readonly ((tx: Tx) => Promise<number>)[]
  /** The tables of modules below that its SQL reads, and never writes or locks, where it would be too slow otherwise; by module. */
  reads: Readonly<Record<string, readonly string[]>>
}

/** Routes as data with what answers them, both or neither. */
type Served<Routes extends Contract> =
  | { contract: Routes; handlers: (house: House) => Handlers<Routes> }
  | { contract?: never; handlers?: never }

/** A module as the wiring takes it: what it left out is there and empty. */
export type Module<
  Routes extends Contract = Contract,
  Kinds extends FactKinds = FactKinds,
> = Parts & {
  contract: Routes
  /** What can happen to its things. */
  facts: { kinds: Kinds }
  handlers: (house: House) => object
}

const nothing = {
  ...{ contract: {}, handlers: () => ({}), refusals: {}, facts: { kinds: {} }, commands: {} },
  ...{ answers: [], followers: () => [], jobs: () => ({}), checks: async () => [], tidies: [] },
  reads: {},
}

/** Says what a module is. Names of routes stay literal, so that the client can be drawn from them. */
export function module<
  const Routes extends Contract = Record<never, never>,
  const Kinds extends FactKinds = Record<never, never>,
>(
  given: Pick<Parts, 'name'> & Partial<Parts> & Served<Routes> & { facts?: { kinds: Kinds } },
): Module<Routes, Kinds> {
  return { ...nothing, ...given } as unknown as Module<Routes, Kinds>
}
