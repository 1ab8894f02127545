// What can happen, as data: each module says it of its own facts, in a table at its door.
import type { z } from 'zod'
import {
  append,
  type Cause,
  type Cursor,
  factsBetween,
  factsByStream,
  factsOf,
  type RecordedFact,
  type Tx,
} from '../platform/index.ts'

/** What a limit is read off. */
export type Heard = Pick<RecordedFact, 'stream' | 'data'>

/**
 * Whose limits a fact falls under. `channel` names the order whose channel it is, `location` the location itself; callers who
 * have other ones do not hear of it.
 */
export type Within = { channel: (fact: Heard) => string } | { location: (fact: Heard) => string }

export type FactKind<Data extends z.ZodType = z.ZodType> = {
  /** The shape of its data, as it stands in the log. */
  data: Data
  /** What the name of its stream begins with; one of several. */
  stream: string | readonly string[]
  /** The permission it takes to hear of it. */
  readers: string
  /** Absent: only callers without any limit hear of it. */
  within?: Within
  /** Who did it hears of it, whatever else they may hear. */
  heardByDoer?: true
  /** Whether other systems may be told. */
  leaves: boolean
}

/** Type → what it is. */
export type FactKinds = Readonly<Record<string, FactKind>>

type TypeOf<Kinds extends FactKinds> = keyof Kinds & string
type DataOf<Kinds extends FactKinds, Type extends TypeOf<Kinds>> = z.output<Kinds[Type]['data']>

/** The facts of a table, to be told apart by `type`. */
type FactIn<Kinds extends FactKinds, Type extends TypeOf<Kinds> = TypeOf<Kinds>> = {
  [Name in Type]: { type: Name; data: DataOf<Kinds, Name> }
}[Type]

/** A fact on its way into the log; who did it and under which command where the cause of all does not say it. */
type NewFactIn<Kinds extends FactKinds> = FactIn<Kinds> & {
  stream: string
  version: number
  by?: string | undefined
  command?: string | undefined
}

/** A fact as the log has it. */
type RecordedIn<Kinds extends FactKinds, Type extends TypeOf<Kinds> = TypeOf<Kinds>> = FactIn<
  Kinds,
  Type
> &
  Omit<RecordedFact, 'type' | 'data'>

/** A table with the ways to write and to read its facts. */
export type FactTable<Kinds extends FactKinds = FactKinds> = {
  kinds: Kinds
  /** Writes facts in the transaction of their change. The unique (stream, version) catches a lost update. */
  append: (tx: Tx, facts: readonly NewFactIn<Kinds>[], cause: Cause) => void
  /** The facts of some streams by version, the order in which they happened; of some types only, where given. */
  of: <Type extends TypeOf<Kinds> = TypeOf<Kinds>>(
    tx: Tx,
    streams: readonly string[],
    types?: readonly Type[],
  ) => Promise<RecordedIn<Kinds, Type>[]>
  /** What a follower has news of: see `factsBetween`. */
  between: (
    tx: Tx,
    stretches: readonly { stream: string; from: number; to: number }[],
    upTo?: Cursor,
  ) => Promise<RecordedIn<Kinds>[]>
  /** A page of the log by stream and version: see `factsByStream`. */
  byStream: (
    tx: Tx,
    place: { after: { stream: string; version: number }; until: string },
    limit: number,
  ) => Promise<RecordedIn<Kinds>[]>
}

export type FactOf<Table extends { kinds: FactKinds }> = FactIn<Table['kinds']>
export type NewFactOf<Table extends { kinds: FactKinds }> = NewFactIn<Table['kinds']>
export type RecordedOf<
  Table extends { kinds: FactKinds },
  Type extends TypeOf<Table['kinds']> = TypeOf<Table['kinds']>,
> = RecordedIn<Table['kinds'], Type>

/**
 * Makes the table of a module's facts. Reading takes on trust that the log holds what the types say: nothing else was let in,
 * and `verify` compares every fact with its shape.
 */
export function factTable<const Kinds extends FactKinds>(kinds: Kinds): FactTable<Kinds> {
  const table = {
    kinds,
    append,
    of: (tx: Tx, streams: readonly string[], types: readonly string[] | null = null) =>
      factsOf(tx, streams, types),
    between: factsBetween,
    byStream: factsByStream,
  }
  return table as unknown as FactTable<Kinds>
}
