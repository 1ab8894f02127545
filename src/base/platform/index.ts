/**
 * What everything else builds on: the database, the log of facts and its followers, money, ids and configuration. It knows nothing
 * about orders or goods; the modules above do.
 */

export {
  answerName,
  earlierAnswers,
  forgetAnswers,
  type KeyedAnswer,
  type StoredAnswer,
  storeAnswers,
} from './answers.ts'
export { type Bell, makeBell, makeRing } from './bell.ts'
export { type Check, compare, type Difference, noteDifference, openCheck } from './check.ts'
export { type Config, readConfig } from './config.ts'
export { CommitUnknown, type Database, openDatabase, sqlState, type Tx } from './database.ts'
export { type Follower, followerLag, type News, replayParked, runFollowers } from './follow.ts'
export { type Gatherer, gather } from './gather.ts'
export {
  type DatabaseHealth,
  databaseHealth,
  type ParkedStream,
  parkedStreams,
} from './health.ts'
export { idsFrom, newId } from './ids.ts'
export {
  append,
  type Cause,
  type Cursor,
  type Fact,
  factsAfter,
  factsBetween,
  factsByStream,
  factsOf,
  formatCursor,
  newestCursor,
  parseCursor,
  type RecordedFact,
} from './log.ts'
export { inPart, shownInPart } from './masks.ts'
export { migrate } from './migrate.ts'
export {
  currencyDigits,
  formatAmount,
  isCurrency,
  maxAmount,
  parseAmount,
  rateOf,
  share,
  split,
} from './money.ts'
export { isRefusal, type Refusal, refuse } from './refusal.ts'
export { compareRetold } from './retold.ts'
export { exportHead, type Head, sealStretch, type Verdict, verifySeals } from './seals.ts'
export { empty, join, raw, type Sql, sql } from './sql.ts'
export { verifyLog } from './verify.ts'
