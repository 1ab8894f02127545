/**
 * Puts a text on the clipboard; answers whether that worked. Browsers keep pages that come over plain http from another machine
 * from `navigator.clipboard`, but not from copying what is selected.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

function copySelected(text: string): boolean {
  const before = document.activeElement as HTMLElement | null
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'sr-only'
  // Inside a dialog the focus may not leave it.
  const place = document.querySelector('[data-modal]') ?? document.body
  place.append(area)
  area.select()
  const worked = document.execCommand('copy')
  area.remove()
  before?.focus()
  return worked
}
