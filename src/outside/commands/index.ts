/**
 * What the command line can do. Each command works on the database directly: the one of DATABASE_URL, or the embedded one,
 * beside a running server or without it. It answers its exit code: 0 done, 1 failed or something differs, 2 not understood.
 */
export { doctor } from './doctor.ts'
export { importFile } from './import-file.ts'

export { verify } from './verify.ts'
