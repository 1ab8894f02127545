/** A thread learns TypeScript from within: on Node 20 neither `--import` nor the main thread's own loader reaches it. */
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
