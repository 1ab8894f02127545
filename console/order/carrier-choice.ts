import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { useNames } from './names.ts'

/** The carriers of the settings that are in use, and our own arrangement; the first one stands there already. */
export function useCarrierChoice() {
  const { code } = useWords()
  const { carriers } = useNames()
  const [wanted, setCarrier] = useState<string | null>(null)
  const options = carriers.map(({ code: value, name }) => ({ value, label: name }))
  if (!carriers.some((one) => one.code === 'manual'))
    options.push({ value: 'manual', label: code('carrier', 'manual') })
  return { carrier: wanted ?? options[0]?.value ?? 'manual', setCarrier, options }
}
