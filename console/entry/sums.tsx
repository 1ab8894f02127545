import type { ReactNode } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords, type Words } from '../base/words.ts'
import { Ledger, type LedgerRow } from '../kit/ledger.tsx'
import { waitingIn } from './body.ts'
import type { Quote, Quoting } from './use-quote.ts'

/** What the order comes to, adding up before the eye. */
export function Sums({ quoting, currency }: { quoting: Quoting; currency: string }) {
  const { t } = useWords()
  const { quote, behind, failed } = quoting
  return (
    <div className="grid content-start gap-2">
      {quote ? (
        <div className={behind ? 'opacity-60' : ''}>
          <Ledger label={t('entry.sums')} rows={rowsOf(quote, t)} currency={currency} />
        </div>
      ) : (
        <p className="text-sm text-muted">{t('entry.sum_none')}</p>
      )}
      <p role="status" className={failed ? 'text-sm text-warn' : 'sr-only'}>
        {failed ? t('entry.quote_failed') : behind ? t('entry.sum_behind') : ''}
      </p>
    </div>
  )
}

function rowsOf(
  { goods, discount, charged, tax, total, taxIncluded }: Quote,
  t: Words['t'],
): LedgerRow[] {
  const some = (key: string, label: string, minor: number): LedgerRow[] =>
    minor === 0 ? [] : [{ key, label, minor }]
  return [
    { key: 'goods', label: t('entry.sum_goods'), minor: goods },
    ...some('discount', t('entry.sum_discount'), -discount),
    ...some('charges', t('entry.sum_charges'), charged),
    ...(taxIncluded ? [] : some('tax', t('entry.sum_tax'), tax)),
    { key: 'total', label: t('entry.sum_total'), minor: total, kind: 'sum' },
    ...(taxIncluded && tax !== 0
      ? [{ key: 'tax', label: t('entry.sum_tax_included'), minor: tax, kind: 'note' as const }]
      : []),
  ]
}

/** When it will leave, as it is told to the customer; goods that are not there yet may leave later. */
export function usePromise(quote: Quote | null): ReactNode {
  const { t } = useWords()
  const format = useFormat()
  if (!quote) return undefined
  const waiting = waitingIn(quote.lines)
  return (
    <>
      {t('entry.promised_hint', { date: format.time(quote.promisedFor) })}
      {waiting > 0 && (
        <span role="status" className="block text-warn">
          {t('entry.promised_waits', { n: waiting })}
        </span>
      )}
    </>
  )
}
