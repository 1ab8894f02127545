// Where the keyboard goes next. Rows are drawn only while they are in sight, so a row is brought there first.

export type Cell = 'sku' | 'quantity' | 'price' | 'discount'

/** Focuses the control inside a cell of a line, as soon as it is drawn. */
export function focusCell(id: number, cell: Cell): void {
  focusSoon(`[data-line="${id}"] [data-cell="${cell}"] :is(input, button)`)
}

/** Focuses the first field that is marked as wrong, outside of the lines. */
export function focusWrong(): void {
  focusSoon('[data-entry] [aria-invalid="true"]')
}

export function focusSoon(selector: string, tries = 6): void {
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) element.focus()
    else if (tries > 0) focusSoon(selector, tries - 1)
  })
}
