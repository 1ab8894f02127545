import { useSyncExternalStore } from 'react'

const phone = typeof matchMedia === 'undefined' ? null : matchMedia('(width < 40rem)')

function onTurn(hear: () => void): () => void {
  phone?.addEventListener('change', hear)
  return () => phone?.removeEventListener('change', hear)
}

/** Whether the page is as narrow as a phone; follows it when it is turned. */
export function useNarrow(): boolean {
  return useSyncExternalStore(onTurn, () => phone?.matches ?? false)
}
