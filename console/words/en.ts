import { rest } from './en-rest.ts'
import { start } from './en-start.ts'

/** Every word of the console, for tests and types; pages load the two parts one after the other. */
export const en = { ...start, ...rest }
