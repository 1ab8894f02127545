/**
 * The commands of the command line. Each works directly on the database of DATABASE_URL or the embedded one, with or without a running
 * server. It answers its exit code: 0 done, 1 failed or something differs, 2 not understood.
 */
export { doctor } from './doctor.ts'
export { importFile } from './import-file.ts'

export { verify } from './verify.ts'
