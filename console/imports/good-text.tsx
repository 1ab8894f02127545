import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'

/** What is right, or not, said with a sign beside the tone. */
export function GoodText({ good = true, children }: { good?: boolean; children: ReactNode }) {
  const Sign = good ? Check : X
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm ${good ? 'text-good' : 'text-bad'}`}>
      <Sign size={15} aria-hidden="true" className="shrink-0" />
      <span>{children}</span>
    </span>
  )
}
