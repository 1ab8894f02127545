import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Section } from '../kit/page.tsx'
import { VariantDialog } from './goods-dialogs.ts'
import type { Variant } from './panel.tsx'

/** What the goods are: names, weight, size, customs, tax, and what happens when more is ordered than is there. */
export function VariantFacts({ variant }: { variant: Variant }) {
  const { t } = useWords()
  const { may } = useSession()
  const [editing, setEditing] = useState(false)
  const facts = useFacts(variant)
  return (
    <Section
      title={t('stock.facts')}
      actions={
        may('catalog:write') && (
          <Button kind="quiet" onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )
      }
    >
      <dl className="grid grid-cols-[7rem_1fr] gap-y-1 text-sm">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {editing && <VariantDialog variant={variant} onClose={() => setEditing(false)} />}
    </Section>
  )
}

function useFacts(variant: Variant): { label: string; value: string | null }[] {
  const { t } = useWords()
  const format = useFormat()
  const { name, weightG, lengthMm, widthMm, heightMm, hsCode, origin, taxClass, policy } = variant
  const sizes = [lengthMm, widthMm, heightMm]
  const size = sizes.every((one) => one === null)
    ? null
    : `${sizes.map((one) => (one === null ? '?' : format.number(one))).join(' × ')} mm`
  return [
    { label: t('stock.name_zh'), value: name.zh ?? null },
    { label: t('stock.name_en'), value: name.en ?? null },
    { label: t('stock.weight'), value: weightG === null ? null : `${format.number(weightG)} g` },
    { label: t('stock.size'), value: size },
    { label: t('stock.hs_code'), value: hsCode },
    { label: t('stock.origin'), value: origin },
    { label: t('stock.tax_class'), value: taxClass },
    { label: t('stock.policy'), value: t(`stock.policy_${policy}`) },
  ]
}
