import { withDatabase } from './open.ts'
import { type Output, output } from './output.ts'

/** `throughline verify`: compares the log, the rows and their sums. 1 when anything differs. */
export async function verify(
  { json = false }: { json?: boolean },
  to: Output = output,
): Promise<number> {
  return await withDatabase(to, async ({ database }) => {
    // Loaded only here, because it imports every module and the other commands start faster without them.
    const { reportOf, verifyAll } = await import('../../verify.ts')
    const verified = await verifyAll(database)
    to.say(json ? `${JSON.stringify(verified)}\n` : reportOf(verified))
    return verified.ok ? 0 : 1
  })
}
