import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../base/words.ts'
import { MovementDialog, PriceDialog, VariantDialog } from '../stock/index.ts'
import type { Step, StepName } from './steps.ts'

type Opened = 'goods' | 'price' | 'stock'

const look =
  'inline-flex h-8 items-center justify-center rounded-md border px-3 text-sm font-medium whitespace-nowrap max-sm:h-11'
const asNext = 'border-transparent bg-accent text-on-accent hover:opacity-90'
const asOther = 'border-line bg-raised text-ink hover:bg-sunken'

/** From an empty house to its first order: what is done is ticked, what comes next stands out. */
export function FirstSteps({ steps, again }: { steps: readonly Step[]; again: () => void }) {
  const { t } = useWords()
  const [open, setOpen] = useState<Opened | null>(null)
  const next = steps.find(({ done }) => !done)?.name
  const close = () => {
    setOpen(null)
    again()
  }
  return (
    <>
      <ol aria-label={t('home.steps')} className="mt-6 divide-y divide-line border-y border-line">
        {steps.map((step, index) => (
          <StepRow key={step.name} step={step} index={index}>
            <Way name={step.name} next={step.name === next} onOpen={setOpen} />
          </StepRow>
        ))}
      </ol>
      {open === 'goods' && <VariantDialog variant={null} onClose={close} />}
      {open === 'price' && <PriceDialog sku={null} onClose={close} />}
      {open === 'stock' && <MovementDialog sku="" location="" onClose={close} />}
    </>
  )
}

function StepRow({
  step: { name, done },
  index,
  children,
}: {
  step: Step
  index: number
  children: ReactNode
}) {
  const { t } = useWords()
  return (
    <li className="flex items-center gap-3 py-3 max-sm:flex-wrap">
      <span
        className={`numbers grid size-6 shrink-0 place-items-center rounded-full text-sm ${
          done ? 'bg-good-soft text-good' : 'bg-sunken text-muted'
        }`}
      >
        {done ? <Check size={14} aria-label={t('home.step_done')} /> : index + 1}
      </span>
      <div className="min-w-0 grow max-sm:basis-[calc(100%-3rem)]">
        <p className={`font-medium ${done ? 'text-muted' : ''}`}>{t(`home.step_${name}`)}</p>
        <p className="text-sm text-muted">{t(`home.step_${name}_why`)}</p>
      </div>
      {children}
    </li>
  )
}

/** The place is made in the settings and the order on its own page; the rest is done here. */
function Way({
  name,
  next,
  onOpen,
}: {
  name: StepName
  next: boolean
  onOpen: (what: Opened) => void
}) {
  const { t } = useWords()
  const className = `${look} ${next ? asNext : asOther} max-sm:ml-9`
  const words = t(`home.step_${name}_do`)
  if (name === 'place')
    return (
      <Link
        to="/settings/$part"
        params={{ part: 'locations' }}
        search={{ add: '1' }}
        className={className}
      >
        {words}
      </Link>
    )
  if (name === 'order')
    return (
      <Link to="/entry" className={className}>
        {words}
      </Link>
    )
  return (
    <button type="button" className={className} onClick={() => onOpen(name)}>
      {words}
    </button>
  )
}
