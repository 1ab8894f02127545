import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { maskEmail, maskPhone } from './mask.ts'

/** A telephone number or mail address in part; a click shows all of it, until the page is left. */
export function Masked({
  kind,
  value,
  open = false,
}: {
  kind: 'phone' | 'email'
  value: string | null
  /** Who works with customers sees it at once. */
  open?: boolean
}) {
  const { t } = useWords()
  const [shown, setShown] = useState(open)
  if (value === null) return <span className="text-faint">–</span>
  if (shown) return <span className="break-all">{value}</span>
  return (
    <button
      type="button"
      title={t('customers.reveal')}
      className="numbers hover:underline"
      onClick={(event) => {
        event.stopPropagation()
        setShown(true)
      }}
    >
      {kind === 'phone' ? maskPhone(value) : maskEmail(value)}
      <span className="sr-only"> {t('customers.reveal')}</span>
    </button>
  )
}
