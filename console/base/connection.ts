import { createStore, useStore } from './store.ts'

/** Whether the server answers, as far as the last call or the stream of facts tells. */
const connection = createStore<'on' | 'lost'>('on')

export function heard(answered: boolean): void {
  connection.set(answered ? 'on' : 'lost')
}

export function useConnection(): 'on' | 'lost' {
  return useStore(connection)
}

/** Called each time the server answers again after it did not. */
export function onBack(act: () => void): () => void {
  let before = connection.get()
  return connection.subscribe(() => {
    const now = connection.get()
    if (before === 'lost' && now === 'on') act()
    before = now
  })
}

/** Waits while the server is known to be away. */
export function untilBack(): Promise<void> {
  if (connection.get() === 'on') return Promise.resolve()
  return new Promise((resume) => {
    const stop = onBack(() => {
      stop()
      resume()
    })
  })
}
