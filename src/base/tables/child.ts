import { readRows } from './rows.ts'
import { TableProblem, type TableRow } from './table.ts'
import { type Message, packRows, type Request } from './wire.ts'

/** Runs in the child process: reads the file it is asked for and says its rows on standard output. */
const CHUNK_ROWS = 1_000
const CHUNK_CHARACTERS = 1_000_000

// The other end closes when the parent ends, however it ends.
process.stdin.on('end', () => process.exit()).resume()
process.stdout.on('error', () => process.exit())

const request: Request = JSON.parse(process.argv[2] ?? '')
await say(await answer(request))
process.exit()

async function answer({ path, limits }: Request): Promise<Message> {
  try {
    for await (const chunk of chunks(readRows(path, limits))) await say(packRows(chunk))
    return { end: true }
  } catch (error) {
    if (!(error instanceof TableProblem))
      return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    return { problem: { code: error.code, params: error.params, place: error.place } }
  }
}

/** Gathers rows so that a chunk is neither long in rows nor in characters; what was read before a problem is said. */
async function* chunks(source: AsyncIterable<TableRow[]>): AsyncGenerator<TableRow[]> {
  let chunk: TableRow[] = []
  let characters = 0
  try {
    for await (const rows of source) {
      for (const row of rows) {
        chunk.push(row)
        characters += charactersOf(row)
        if (chunk.length < CHUNK_ROWS && characters < CHUNK_CHARACTERS) continue
        yield chunk
        chunk = []
        characters = 0
      }
    }
  } catch (error) {
    if (chunk.length > 0) yield chunk
    throw error
  }
  if (chunk.length > 0) yield chunk
}

function charactersOf(row: TableRow): number {
  let characters = 0
  for (const cell of row.cells) characters += typeof cell === 'string' ? cell.length : 8
  return characters
}

/** Resolves when the pipe has taken the message: a slow reader slows this process, it does not fill its memory. */
function say(message: Message): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve())
  })
}
