// Sends a file and tells how much of it has left: `fetch` cannot say that.
import { type Answered, api, csrf, Problem, seeingAs } from '../base/api.ts'

/** As the server: 50 MiB. */
export const largestFile = 50 * 1024 * 1024

export type Import = Answered<'POST /api/imports'>
export type Upload = { done: Promise<Import>; abort: () => void }

const media: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
}

/** The type goes by the name's ending: what browsers say of CSV depends on what else is installed. */
export function mediaOf(name: string): string {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  return media[ending] ?? 'application/octet-stream'
}

/**
 * Sends a file as it is, its prices meant in a currency. When the session has ended it asks to sign in and sends again; the same
 * file is the same document, so nothing is imported twice. `onSent` tells the part that has left, 0 to 1.
 */
export function upload(file: File, currency: string, onSent: (share: number) => void): Upload {
  let request: XMLHttpRequest | null = null
  let stopped = false
  const send = async (): Promise<Import> => {
    const answer = await new Promise<XMLHttpRequest>((resolve) => {
      request = begin(file, currency, onSent, resolve)
    })
    if (answer.status === 202) return JSON.parse(answer.responseText)
    const problem = new Problem(stopped ? 0 : answer.status, answer.responseText)
    if (problem.code !== 'not_signed_in') throw problem
    await api.call('GET /api/session')
    return await send()
  }
  return {
    done: send(),
    abort: () => {
      stopped = true
      request?.abort()
    },
  }
}

function begin(
  file: File,
  currency: string,
  onSent: (share: number) => void,
  onEnd: (request: XMLHttpRequest) => void,
): XMLHttpRequest {
  const request = new XMLHttpRequest()
  const query = new URLSearchParams({ name: file.name.slice(0, 200), currency })
  request.open('POST', `/api/imports?${query}`)
  request.setRequestHeader('content-type', mediaOf(file.name))
  const token = csrf.get()
  if (token !== undefined) request.setRequestHeader('x-csrf-token', token)
  const as = seeingAs()
  if (as !== null) request.setRequestHeader('throughline-see-as', as)
  request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total)
  // Every end is one: an answer, a broken line, or having been told to stop.
  request.onloadend = () => onEnd(request)
  request.send(file)
  return request
}
