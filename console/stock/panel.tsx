import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { type Answered, api, type Problem } from '../base/api.ts'
import { useRefresh } from '../base/refresh.ts'
import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Section } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { LevelBars } from './level-bars.tsx'
import { MovementDialog } from './movement-loaded.ts'
import { Movements } from './movements.tsx'
import { nameIn } from './names.ts'
import { Prices } from './prices.tsx'
import { VariantFacts } from './variant-facts.tsx'
import { WaitingOrders } from './waiting.tsx'

export type Variant = Answered<'GET /api/variants/{sku}'>

/** One sku: where it lies, who waits for it, what happened to it, what it costs and what it is. */
export function StockPanel({ sku, onClose }: { sku: string; onClose: () => void }) {
  const { t, lang } = useWords()
  const { may } = useSession()
  const [moving, setMoving] = useState(false)
  const client = useQueryClient()
  const { levels, variant } = useSku(sku)
  useRefresh(['stock.*', 'order.*'], () => client.invalidateQueries({ queryKey: ['sku', sku] }))
  useRefresh(['variant.*', 'price.*'], () =>
    client.invalidateQueries({ queryKey: ['variant', sku] }),
  )
  const known = variant.data
  const problem = (levels.error ?? variant.error) as Problem | null
  return (
    <Panel
      onClose={onClose}
      title={
        <>
          <span className="font-mono">{sku}</span>
          {known && <Marks variant={known} />}
          <div className="truncate text-sm font-normal text-muted">
            {known && nameIn(known.name, lang)}
          </div>
        </>
      }
      actions={
        may('stock:move') && (
          <IconButton label={t('stock.move')} onClick={() => setMoving(true)}>
            <ArrowLeftRight size={16} aria-hidden="true" />
          </IconButton>
        )
      }
    >
      <div className="grid gap-6 px-4 py-4">
        {problem && <ProblemNote problem={problem} />}
        <Section title={t('stock.levels')}>
          {levels.data && <LevelBars levels={levels.data} />}
        </Section>
        {may('orders:read') && <WaitingOrders sku={sku} />}
        <Movements sku={sku} />
        {known && <Prices variant={known} />}
        {known && <VariantFacts variant={known} />}
      </div>
      {moving && <MovementDialog sku={sku} location="" onClose={() => setMoving(false)} />}
    </Panel>
  )
}

function useSku(sku: string) {
  const { may } = useSession()
  const levels = useQuery({
    queryKey: ['sku', sku, 'levels'],
    queryFn: async () => (await api.call('GET /api/stock', { query: { sku } })).items,
  })
  const variant = useQuery({
    queryKey: ['variant', sku],
    queryFn: () => api.call('GET /api/variants/{sku}', { params: { sku } }),
    enabled: may('catalog:read'),
  })
  return { levels, variant }
}

function Marks({ variant }: { variant: Variant }) {
  const { t } = useWords()
  return (
    <span className="ml-2 inline-flex gap-1">
      {!variant.active && <Chip tone="warn">{t('stock.inactive')}</Chip>}
      {variant.policy === 'backorder' && <Chip tone="info">{t('stock.backorder')}</Chip>}
    </span>
  )
}
