import { rest } from './en-rest.ts'
import { start } from './en-start.ts'
import type { zh } from './zh.ts'

/** Every word of the console, for tests and types; pages load the two parts one after the other. */
export const en: typeof zh = {
  ...start,
  ...rest,
  desk: { ...start.desk, ...rest.desk },
  kit: { ...start.kit, ...rest.kit },
}
