import { useState } from 'react'
import { ownCarrier } from '../../src/ground/company/own-carrier.ts'
import { useNames } from '../acting/index.ts'
import { useWords } from '../base/words.ts'

/** The carriers of the settings that are in use, and our own arrangement; `named` too, where it is in use no more. */
export function useCarrierOptions(named: string | null): { value: string; label: string }[] {
  const { code } = useWords()
  const { carriers, carrier } = useNames()
  const options = carriers.map(({ code: value, name }) => ({ value, label: name }))
  const has = (wanted: string) => options.some(({ value }) => value === wanted)
  if (!has(ownCarrier)) options.push({ value: ownCarrier, label: code('carrier', ownCarrier) })
  if (named !== null && !has(named)) options.push({ value: named, label: carrier(named).name })
  return options
}

/** The carrier that somebody ships with: the order's stands there already, else the first one. */
export function useCarrierChoice(named: string | null) {
  const options = useCarrierOptions(named)
  const [wanted, setCarrier] = useState<string | null>(null)
  return { carrier: wanted ?? named ?? options[0]?.value ?? ownCarrier, setCarrier, options }
}
