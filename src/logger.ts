import pino from 'pino'

/** Where a secret or a person's data could ride along on an error or a request: it is cut out before it is written. */
const secret = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'email',
  'phone',
  'shipTo',
  'customer',
]

/** Structured lines on stderr; stdout is for people. */
export function makeLogger(level: string): pino.Logger {
  const redact = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino(
    { level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  )
}

/** An error as far as it may be written: PostgreSQL's detail repeats the values of a row, so it stays out. */
export function describeError(error: unknown): object {
  const { name, message, stack, code } = error as Error & { code?: string }
  return { name, message, ...(code !== undefined && { code }), stack }
}
