import { rest } from './zh-rest.ts'
import { start } from './zh-start.ts'

/** Every word of the console, for tests and types; pages load the two parts one after the other. */
export const zh = {
  ...start,
  ...rest,
  desk: { ...start.desk, ...rest.desk },
  kit: { ...start.kit, ...rest.kit },
}
