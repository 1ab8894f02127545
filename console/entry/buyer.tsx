import { useState } from 'react'
import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { PhoneField } from '../kit/phone-field.tsx'
import { phoneText } from '../kit/phone-text.ts'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import type { Buyer } from './draft.ts'
import { findCustomers, type Known } from './find.ts'

type Found = Pick<Known, 'id' | 'name' | 'phone' | 'email'>

/** Who buys: somebody known, found by name or telephone, or somebody new, whose name is typed. */
export function BuyerBox({
  buyer,
  error,
  onTake,
  onNew,
  onClear,
  onChange,
}: {
  buyer: Buyer | null
  error: string | undefined
  onTake: (found: Known) => void
  onNew: (name: string) => void
  onClear: () => void
  onChange: (buyer: Buyer) => void
}) {
  const { t } = useWords()
  // Only a page that was opened for a new order puts the cursor here.
  const [start] = useState(buyer === null)
  const value: Found | null = buyer && {
    id: buyer.id ?? '',
    name: buyer.name,
    phone: buyer.phone ?? null,
    email: buyer.email ?? null,
  }
  return (
    <div className="grid gap-3" data-buyer="">
      <Combobox<Found>
        label={t('entry.buyer')}
        placeholder={t('entry.buyer_hint')}
        autoFocus={start}
        value={value}
        load={findCustomers}
        keyOf={({ id }) => id}
        textOf={({ name }) => name}
        row={(found) => <FoundRow found={found} />}
        onChange={(found) => (found === null ? onClear() : onTake(found as Known))}
        onText={(text) => text.trim() !== '' && onNew(text.trim())}
        onLeave={(text) => text.trim() !== '' && buyer === null && onNew(text.trim())}
        {...(error !== undefined && { error })}
      />
      {buyer && <BuyerDetails buyer={buyer} onChange={onChange} />}
    </div>
  )
}

function FoundRow({ found: { name, phone, email } }: { found: Found }) {
  return (
    <>
      <span className="min-w-0 grow truncate">{name}</span>
      <span className="numbers text-muted">{phone ? phoneText(phone) : email}</span>
    </>
  )
}

function BuyerDetails({ buyer, onChange }: { buyer: Buyer; onChange: (buyer: Buyer) => void }) {
  const { t } = useWords()
  if (buyer.id !== undefined)
    return (
      <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
        <Chip tone="info">{t('entry.buyer_known')}</Chip>
        {buyer.phone && <span className="numbers">{phoneText(buyer.phone)}</span>}
        {buyer.email && <span>{buyer.email}</span>}
      </p>
    )
  const put = (part: { [K in keyof Buyer]?: Buyer[K] | undefined }) =>
    onChange(filled({ ...buyer, ...part }))
  return (
    <div className="grid grid-cols-[auto_1fr_1fr_8rem] items-end gap-3 max-sm:grid-cols-1">
      <Chip className="mb-1.5">{t('entry.buyer_new')}</Chip>
      <PhoneField
        label={t('entry.buyer_phone')}
        value={buyer.phone ?? ''}
        onChange={(phone) => put({ phone })}
      />
      <TextField
        label={t('entry.buyer_email')}
        type="email"
        value={buyer.email ?? ''}
        onChange={(email) => put({ email })}
      />
      <Select
        label={t('entry.buyer_language')}
        value={buyer.language ?? ''}
        onChange={(language) => put({ language: language === '' ? undefined : language })}
        options={[
          { value: '', label: t('entry.language_none') },
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  )
}

/** Empty texts are not sent: the server would take them for wrong ones. */
function filled(buyer: { [K in keyof Buyer]: Buyer[K] | undefined }): Buyer {
  const given = Object.entries(buyer).filter(([, value]) => value !== undefined && value !== '')
  return { name: '', ...Object.fromEntries(given) }
}
