import { useEffect, useRef, useState } from 'react'
import { useSession } from '../app/session.tsx'
import { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { ScanInput, type ScanResult } from '../kit/scan-input.tsx'
import { findVariant } from './find.ts'
import type { Draft } from './movement.ts'
import { nameIn } from './names.ts'

export type Change = (part: Partial<Draft>) => void

/** Which goods: scanned, or typed with Enter. What is not known yet can be made, by who may. */
export function Goods({
  draft,
  change,
  onNew,
}: {
  draft: Draft
  change: Change
  onNew: (sku: string) => void
}) {
  const { t, lang } = useWords()
  const { may } = useSession()
  const [unknown, setUnknown] = useState<string | null>(null)
  // The next scan may come while this one is looked up.
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const take = async (scanned: string): Promise<ScanResult> => {
    const variant = await findVariant(scanned).catch((error) => {
      if (error instanceof Problem) return undefined
      throw error
    })
    setUnknown(variant === null ? scanned : null)
    if (!variant)
      return { good: false, text: t(variant === null ? 'stock.scan_unknown' : 'stock.scan_failed') }
    const { sku, name } = variant
    const now = latest.current
    const n = (now.quantity ?? 0) + 1
    if (now.sku !== '' && now.sku !== sku && now.quantity !== null)
      return { good: false, text: t('stock.scan_other', { sku: now.sku }) }
    if (now.sku !== sku) {
      change({ sku })
      return { good: true, text: nameIn(name, lang) }
    }
    change({ quantity: n })
    return { good: true, text: t('stock.scan_more', { n }) }
  }
  return (
    <div>
      <ScanInput label={t('stock.scan')} onScan={take} autoFocus={draft.sku === ''} />
      {unknown !== null && draft.sku !== unknown && may('catalog:write') && (
        <Button onClick={() => onNew(unknown)}>
          {t('stock.new_variant_of', { sku: unknown })}
        </Button>
      )}
      {draft.sku !== '' && (
        <p className="flex items-center gap-2 text-sm">
          <span className="font-mono font-semibold">{draft.sku}</span>
          <button
            type="button"
            className="text-accent hover:underline max-sm:min-h-11"
            onClick={() => change({ sku: '', quantity: null })}
          >
            {t('stock.scan_clear')}
          </button>
        </p>
      )}
    </div>
  )
}
