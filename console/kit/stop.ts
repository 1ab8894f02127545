// What was typed and cannot be meant counts as nothing, so nothing may be sent with it: the field says so, and is led to.
import { useEffect, useRef, useState } from 'react'

/** Makes the form around a field invalid, in our words, while these are given. `box` goes around its input. */
export function useStop(wrong: string | undefined) {
  const box = useRef<HTMLDivElement>(null)
  // Said at once, though one still types, where it kept a form from being sent.
  const [stopped, setStopped] = useState(false)
  useEffect(() => {
    box.current?.querySelector('input')?.setCustomValidity(wrong ?? '')
    if (!wrong) setStopped(false)
  }, [wrong])
  return { box, stopped, onInvalid: () => setStopped(true) }
}

/**
 * Leads to the first field whose text cannot be meant, by the kit's own rules. What the browser thinks of addresses is not
 * asked; the server says that, in our words.
 */
export function stopsAt(form: Element | null): boolean {
  const inputs = form?.querySelectorAll('input') ?? []
  const wrong = [...inputs].find(({ validity }) => validity.customError)
  wrong?.reportValidity()
  return wrong !== undefined
}
