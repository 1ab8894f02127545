/** An expected failure of a command: its message is all that the person needs. */
export class CommandFailure extends Error {
  override name = 'CommandFailure'
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The output of a command: results go to `say`, everything else to `tell`. */
export type Output = {
  say(text: string): void
  tell(text: string): void
  /** Whether `tell` goes to a terminal. */
  watched: boolean
}

export const output: Output = {
  say: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY === true,
}

const restMs = 1_000

/** A progress line: overwritten on a terminal, otherwise a new line each second. */
export function progressLine({ tell, watched }: Output): {
  show(text: string): void
  end(): void
} {
  let shown = performance.now()
  let open = false
  return {
    show: (text) => {
      if (watched) tell(`\r\x1b[K${text}`)
      open = watched
      if (watched || performance.now() - shown < restMs) return
      shown = performance.now()
      tell(`${text}\n`)
    },
    end: () => {
      if (open) tell('\r\x1b[K')
      open = false
    },
  }
}

/** Runs work that Ctrl-C stops gracefully: the first fires the signal, a second one ends the process at once. */
export async function stopping<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort(new CommandFailure('Stopped.'))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}
