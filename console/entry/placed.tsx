import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { Money } from '../kit/money.tsx'
import type { Placed } from './use-placing.ts'

/** The order is there: its number, the way to it, and the way to the next one. */
export function PlacedNote({ placed, onAnother }: { placed: Placed; onAnother: () => void }) {
  const { t } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useKeys({ n: onAnother })
  useEffect(() => button.current?.focus(), [])
  return (
    <div className="mx-auto mt-16 grid max-w-md justify-items-center gap-3 text-center">
      <CircleCheck size={32} aria-hidden="true" className="text-good" />
      <p role="status" className="text-xl font-semibold">
        {t('entry.placed', { number: String(placed.number) })}
      </p>
      <p className="text-muted">
        {placed.customer.name} · <Money minor={placed.total} currency={placed.currency} />
      </p>
      <div className="flex items-center gap-2">
        <Button ref={button} kind="primary" onClick={onAnother}>
          {t('entry.another')} <Kbd keys="n" />
        </Button>
        <Link
          to="/orders/$id"
          params={{ id: placed.id }}
          className="inline-flex h-8 items-center rounded-md px-3 text-sm text-accent underline underline-offset-2"
        >
          {t('entry.placed_open')}
        </Link>
      </div>
    </div>
  )
}
