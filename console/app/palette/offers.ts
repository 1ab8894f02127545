// What the screen that is open offers to the palette: commands on what is marked or chosen there.
import { useEffect, useRef } from 'react'

export type Offer = {
  id: string
  label: string
  /** As for `Kbd`. */
  keys?: string
  run: () => void
}

const offering = new Set<() => readonly Offer[]>()

/** Offers commands while the screen is open. Asked when the palette opens, so that it tells what is marked then. */
export function useOffers(offers: () => readonly Offer[]): void {
  const latest = useRef(offers)
  latest.current = offers
  useEffect(() => {
    const ask = () => latest.current()
    offering.add(ask)
    return () => {
      offering.delete(ask)
    }
  }, [])
}

export function currentOffers(): Offer[] {
  return [...offering].flatMap((ask) => ask())
}
