import type { Contact, CustomerContact } from '../app/contact.tsx'
import { copyText } from '../base/copy.ts'
import { localeOf, useLook } from '../base/look.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Section } from '../kit/page.tsx'
import { toast } from '../kit/toasts.ts'
import { linesOf } from './address-lines.ts'
import type { Customer } from './panel.tsx'

/** The addresses that were used, the last one first, as they would stand on a parcel. */
export function Addresses({
  customer,
  contact,
}: {
  customer: Customer
  contact: Contact<CustomerContact>
}) {
  const { t } = useWords()
  const { addresses } = contact.whole ?? customer
  const { language } = useLook()
  const names = new Intl.DisplayNames(localeOf(language), { type: 'region' })
  const copy = async (text: string) => {
    if (await copyText(text)) toast({ text: t('common.copied'), tone: 'good' })
    else toast({ text: t('customers.not_copied'), tone: 'bad' })
  }
  return (
    <Section title={t('customers.addresses')}>
      {addresses.length === 0 && (
        <p className="text-sm text-muted">{t('customers.addresses_none')}</p>
      )}
      <ul className="grid gap-2">
        {addresses.map((address, index) => {
          const lines = linesOf(address, (country) => names.of(country) ?? country)
          const text = lines.join('\n')
          return (
            <li
              key={`${index} ${text}`}
              className="flex items-start gap-2 border-l border-line pl-3 text-sm"
            >
              <address className="min-w-0 grow whitespace-pre-line not-italic">{text}</address>
              {contact.whole && (
                <Button kind="quiet" onClick={() => copy(text)}>
                  {t('common.copy')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
