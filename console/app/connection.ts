import { createStore, useStore } from './store.ts'

/** Whether the server answers, as far as the last call or the stream of facts tells. */
const connection = createStore<'on' | 'lost'>('on')

export function heard(answered: boolean): void {
  connection.set(answered ? 'on' : 'lost')
}

export function useConnection(): 'on' | 'lost' {
  return useStore(connection)
}
