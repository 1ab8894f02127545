import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { findVariant, PriceDialog, VariantDialog } from '../stock/index.ts'
import type { Gap } from './body.ts'
import type { Draft } from './draft.ts'
import { type Missing, missingIn } from './missing.ts'

type Open = Missing & { variant?: Awaited<ReturnType<typeof findVariant>> }

/** The way on from a line that cannot be sold: its goods or its price are made here, by who may. */
export function Ways({
  draft: { currency, channel },
  gaps,
  onDone,
}: {
  draft: Draft
  gaps: readonly Gap[]
  /** Something is there now: the lines are to be worked out anew. */
  onDone: () => void
}) {
  const { t } = useWords()
  const { may } = useSession()
  const [open, setOpen] = useState<Open | null>(null)
  const missing = missingIn(gaps)
  if (!may('catalog:write') || (missing.length === 0 && !open)) return null
  const begin = async (one: Missing) => {
    // Goods that are not for sale are unknown to orders: those are changed, not made again.
    const known = one.code === 'unknown_sku' ? await findVariant(one.sku) : null
    setOpen({ ...one, variant: known?.sku === one.sku ? known : null })
  }
  const close = () => {
    setOpen(null)
    onDone()
  }
  return (
    <div className="flex flex-wrap gap-2 pt-2">
      {missing.map((one) => (
        <Button key={`${one.code} ${one.sku}`} onClick={() => begin(one)}>
          {t(one.code === 'no_price' ? 'stock.set_price_of' : 'stock.new_variant_of', {
            sku: one.sku,
          })}
        </Button>
      ))}
      {open?.code === 'unknown_sku' && (
        <VariantDialog variant={open.variant ?? null} sku={open.sku} onClose={close} />
      )}
      {open?.code === 'no_price' && (
        <PriceDialog {...{ ...open, currency, channel }} onClose={close} />
      )}
    </div>
  )
}
