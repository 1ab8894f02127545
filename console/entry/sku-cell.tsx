import { clsx } from 'clsx'
import { useState } from 'react'
import { useWords } from '../base/words.ts'
import { Combobox } from '../kit/combobox.tsx'
import { control } from '../kit/field.tsx'
import { findVariants } from '../stock/index.ts'
import type { DraftLine } from './draft.ts'
import type { Variant } from './find.ts'
import type { RowActions } from './line-row.tsx'
import { isTable } from './paste.ts'

type Found = Pick<Variant, 'sku' | 'name'>

/** The box that finds a variant. It is one only while the cursor is in it: thousands of lines have thousands of plain fields. */
export function SkuCell({
  line,
  label,
  wrong,
  actions,
}: {
  line: DraftLine
  label: string
  wrong: boolean
  actions: RowActions
}) {
  const { t } = useWords()
  const [active, setActive] = useState(false)
  if (!active)
    return (
      <input
        aria-label={label}
        aria-invalid={wrong || undefined}
        value={line.sku}
        onChange={() => {}}
        onFocus={() => setActive(true)}
        className={clsx(control, 'font-mono')}
      />
    )
  const { id } = line
  const take = (sku: string) =>
    actions.change(id, { sku, quantity: sku === '' ? line.quantity : (line.quantity ?? 1) })
  return (
    <Combobox<Found>
      label={label}
      hideLabel
      autoFocus
      mono
      {...(wrong && { error: t('entry.problems', { n: 1 }) })}
      value={line.sku === '' ? null : { sku: line.sku, name: {} }}
      load={findVariants}
      keyOf={({ sku }) => sku}
      textOf={({ sku }) => sku}
      row={(found) => <FoundRow found={found} />}
      onChange={(found) => {
        take(found?.sku ?? '')
        if (found) actions.go(id, 'sku', 'on')
      }}
      onText={(text) => {
        take(text.trim())
        actions.go(id, 'sku', 'on')
      }}
      onEarly={(text) => {
        take(text.trim())
        actions.go(id, 'sku', 'on')
        settle(text.trim(), (sku) => actions.settle(id, text.trim(), sku))
      }}
      onLeave={(text) => take(text.trim())}
      onBlur={() => setActive(false)}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain')
        if (!isTable(text)) return
        event.preventDefault()
        actions.paste(id, text)
      }}
      onEnter={() => actions.enter(id)}
    />
  )
}

/** Who is faster than the list gets the variant that would have stood first in it. */
async function settle(text: string, put: (sku: string) => void): Promise<void> {
  const [first] = await findVariants(text, new AbortController().signal).catch(() => [])
  if (first) put(first.sku)
}

function FoundRow({ found: { sku, name } }: { found: Found }) {
  const { lang } = useWords()
  return (
    <>
      <span className="font-mono">{sku}</span>
      <span className="min-w-0 grow truncate text-muted">{name[lang] ?? name.en ?? name.zh}</span>
    </>
  )
}
