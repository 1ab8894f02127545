import { parentPort } from 'node:worker_threads'
import { type Drawing, drawHere } from './drawing.ts'

/** Runs in a thread of its own: draws the papers it is given, one after the other. */
parentPort?.on('message', async (drawing: Drawing) => {
  parentPort?.postMessage(await drawHere(drawing))
})
