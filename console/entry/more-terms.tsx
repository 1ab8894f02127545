import { useWords } from '../base/words.ts'
import { DateField } from '../kit/date-field.tsx'
import { useFieldWords } from '../kit/field-words.ts'
import { MoneyField } from '../kit/money-field.tsx'
import { TextArea, TextField } from '../kit/text-field.tsx'
import type { Gap } from './body.ts'
import type { Draft } from './draft.ts'
import { usePromise } from './sums.tsx'
import type { Quote } from './use-quote.ts'

/** What is agreed beside the lines: discount, shipping, date, reference, note. */
export function MoreTerms({
  draft,
  put,
  quote,
  gaps,
}: {
  draft: Draft
  put: (part: Partial<Draft>) => void
  quote: Quote | null
  gaps: readonly Gap[]
}) {
  const { t } = useWords()
  const words = useFieldWords()
  const hint = usePromise(quote)
  const error = (...pointers: string[]) => {
    const gap = gaps.find(({ pointer }) => pointers.includes(pointer))
    return gap ? { error: words(gap.code, gap.params) } : {}
  }
  const shared = { currency: draft.currency }
  return (
    <div className="grid grid-cols-2 content-start gap-3 max-sm:grid-cols-1">
      <MoneyField
        label={t('entry.discount')}
        value={draft.discount}
        onChange={(discount) => put({ discount })}
        {...shared}
        {...error('/discount')}
      />
      <MoneyField
        label={t('entry.shipping')}
        value={draft.shipping}
        onChange={(shipping) => put({ shipping })}
        {...shared}
        {...error('/charges', '/charges/0/amount')}
      />
      <DateField
        label={t('entry.promised')}
        value={draft.promised}
        onChange={(promised) => put({ promised })}
        {...(hint !== undefined && { hint })}
        {...error('/promisedFor')}
      />
      <TextField
        label={t('entry.external_ref')}
        value={draft.externalRef}
        maxLength={100}
        onChange={(externalRef) => put({ externalRef })}
        {...error('/externalRef')}
      />
      <TextArea
        label={t('entry.note')}
        value={draft.note}
        rows={2}
        maxLength={2_000}
        className="col-span-full"
        onChange={(note) => put({ note })}
        {...error('/note')}
      />
    </div>
  )
}
