// Sentences for what can be expected to go wrong at a start or in a command: what happened, and what to do.
import { explainFailure, PostgresFailure } from './base/postgres/index.ts'

/** The server cannot listen where it was told to; the message is a sentence with its remedy. */
export class CannotListen extends Error {
  override name = 'CannotListen'

  constructor(cause: unknown, { HOST, PORT }: { HOST: string; PORT: number }) {
    super(whyNotListening(cause, HOST, PORT), { cause })
  }
}

function whyNotListening(cause: unknown, host: string, port: number): string {
  const { code, message } = cause as { code?: string; message?: string }
  const other = `PORT=${port < 65_535 ? port + 1 : 4000} npm start`
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program, perhaps by another Throughline. Stop that one, or choose another port: ${other}`
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Choose a port above 1023: PORT=4000 npm start`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `HOST=${host} is no address of this machine. Use localhost, an address that it has, or 0.0.0.0 for every one.`
  return `The server cannot listen on ${host}, port ${port}: ${message}.`
}

/** A sentence for an expected failure; null for our own mistakes. */
export function explain(error: unknown): string | null {
  if (error instanceof PostgresFailure) return explainFailure(error)
  if (error instanceof CannotListen) return error.message
  const { code, message } = error as { code?: string; message?: string }
  if (code && /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|28|3D000|57P)/.test(code))
    return `The database cannot be used: ${message || code}. Check DATABASE_URL and that its server runs.`
  if (message?.startsWith('migration '))
    return `${message}: this database was made by another version of Throughline.`
  if (code === '53100' || code === 'ENOSPC') return 'The disk is full: nothing more was written.'
  return null
}
