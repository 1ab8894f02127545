import { Worker } from 'node:worker_threads'
import type { PackingSlip, PaperLanguage, ShippingLabel } from './data.ts'
import type { Drawing, Drawn } from './drawing.ts'

export type Limits = {
  /** A paper that takes longer is given up, and its thread is ended. */
  seconds: number
  /** A thread that has nothing to draw ends after so long, and its memory with it. */
  restMs: number
  heapMegabytes: number
  /** The most papers that may wait; the next one is refused. */
  waiting: number
}

/**
 * The longest slip, 5,000 lines, takes two seconds. A thread with its fonts holds some 60 MB, and starts in about a second,
 * which only the first paper after a rest waits for.
 */
const LIMITS: Limits = { seconds: 30, restMs: 60_000, heapMegabytes: 512, waiting: 200 }

/** Too many papers are waiting: try again in a moment. */
export class TooManyPapers extends Error {
  override name = 'TooManyPapers'
}

const WORKER = new URL('worker.mjs', import.meta.url)

type Job = { drawing: Drawing; done: (bytes: Buffer) => void; failed: (error: Error) => void }

/**
 * Draws papers in a thread beside the event loop, one after the other: a slip of 500 lines would keep every request waiting
 * for 0.2 to 0.6 seconds. The thread is started when there is a paper to draw. One that dies or takes too long fails the paper it
 * was drawing, and the next is drawn by a new one. It keeps no process from ending.
 */
export function openDrawer(limits: Limits = LIMITS): (drawing: Drawing) => Promise<Buffer> {
  const queue: Job[] = []
  let thread: Worker | null = null
  let current: Job | null = null
  let timer: NodeJS.Timeout | undefined

  const finish = (settle: (job: Job) => void) => {
    const job = current
    current = null
    clearTimeout(timer)
    if (job) settle(job)
    next()
  }
  const lose = (lost: Worker, error: Error) => {
    if (thread !== lost) return
    thread = null
    void lost.terminate()
    finish((job) => job.failed(error))
  }
  const start = () => {
    const made = startThread(limits.heapMegabytes)
    made.on('message', (drawn: Drawn) => {
      // A late message of a thread that was given up: it is not about the paper being drawn now.
      if (thread !== made) return
      finish((job) =>
        'bytes' in drawn ? job.done(Buffer.from(drawn.bytes)) : job.failed(new Error(drawn.fault)),
      )
    })
    made.on('error', (error) => lose(made, error as Error))
    made.on('exit', (code) => lose(made, new Error(`the drawing thread ended with ${code}`)))
    return made
  }
  const next = () => {
    current = queue.shift() ?? null
    if (!current) {
      timer = setTimeout(() => thread && lose(thread, new Error('rests')), limits.restMs)
      timer.unref()
      thread?.unref()
      return
    }
    thread ??= start()
    const at = thread
    at.ref()
    const late = new Error(`drawing took longer than ${limits.seconds} s`)
    timer = setTimeout(() => lose(at, late), limits.seconds * 1_000)
    at.postMessage(current.drawing)
  }

  return (drawing) =>
    new Promise((done, failed) => {
      if (queue.length >= limits.waiting) return failed(new TooManyPapers('they wait'))
      queue.push({ drawing, done, failed })
      if (!current) {
        clearTimeout(timer)
        next()
      }
    })
}

function startThread(heapMegabytes: number): Worker {
  return new Worker(WORKER, {
    execArgv: [],
    // If a hostile text takes control of the thread, it finds no secret here.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
}

const draw = openDrawer()

/** The packing slip as PDF, drawn beside the event loop; see `packing-slip.ts` for what is on it. */
export function packingSlip(data: PackingSlip, language: PaperLanguage): Promise<Buffer> {
  return draw({ kind: 'slip', data, language })
}

/** The labels as PDF, drawn beside the event loop; see `shipping-label.ts` for what is on them. */
export function shippingLabel(data: ShippingLabel, language: PaperLanguage): Promise<Buffer> {
  return draw({ kind: 'label', data, language })
}
