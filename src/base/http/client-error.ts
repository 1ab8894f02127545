import type { Socket } from 'node:net'
import { newId, refuse } from '../platform/index.ts'
import { commonRefusals, problemOf } from './problem.ts'

const byCode: Record<string, keyof typeof commonRefusals> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/** Answers input that never became a request (no HTTP, endless headers) with a problem like any other, and closes the connection. */
export function answerUnreadable(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const refusal = refuse(byCode[error.code ?? ''] ?? 'bad_request')
  const problem = problemOf(refusal, commonRefusals, newId('req'))
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.code}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
