import { untilBack } from './connection.ts'

/**
 * A part of the program that is loaded when it is wanted. While the server is known to be away it is not asked for: browsers
 * remember that a part did not arrive, and the screen that wants it would break with all that was typed there.
 */
export async function arriving<T>(load: () => Promise<T>): Promise<T> {
  await untilBack()
  return await load()
}
