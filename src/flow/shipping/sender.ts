// Who the papers say has sent: the company where it has introduced itself, else the place that the goods left.
import type { PaperAddress, PaperLanguage } from '../../base/papers/index.ts'
import type { Company } from '../../ground/company/index.ts'
import type { Location } from '../../ground/stock/index.ts'

/** The head of a packing slip: the company with where it is found; without one, the place. */
export function senderOf(
  company: Company | null,
  place: string,
  language: PaperLanguage,
): { sender: string; senderDetails?: string } {
  if (!company) return { sender: place }
  const { name, phone, mail, taxNumber } = company
  const details = [addressLine(company, language), phone, mail, taxNumber]
  return { sender: name[language], senderDetails: details.filter(Boolean).join(' · ') }
}

/** On one line, from the large to the small in Chinese, the other way round in English. */
function addressLine({ address }: Company, language: PaperLanguage): string {
  const { street, district, city, region, postcode } = address
  const parts =
    language === 'zh'
      ? [region + city + district + street, postcode]
      : [street, district, city, region, postcode]
  return parts.filter(Boolean).join(language === 'zh' ? ' ' : ', ')
}

/**
 * The sender of a label is where the parcel comes back to: the place, under the company's name. A location's address is as
 * its keeper wrote it: any part may be missing, and where all of it is, the company's own stands in.
 */
export function labelSender(
  company: Company | null,
  place: Location | undefined,
  language: PaperLanguage,
): PaperAddress {
  const own = (place?.address ?? {}) as Record<string, string | undefined>
  const parts = own.street || own.city || !company ? own : company.address
  return {
    name: place?.name[language] ?? '',
    ...(company && { company: company.name[language] }),
    phone: own.phone || company?.phone,
    street: parts.street ? [parts.street] : [],
    district: parts.district || undefined,
    city: parts.city || undefined,
    region: parts.region || undefined,
    postcode: parts.postcode || undefined,
    country: parts.country ?? '',
  }
}

/** The day of a moment by the company's clock, as 2026-03-09. */
export function dayIn(at: string, company: Company | null): string {
  const timeZone = company?.timeZone ?? 'UTC'
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(new Date(at))
}
