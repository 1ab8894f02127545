// The settings of the company: each kind with the shape of its values, and the codes it may have.
import { z } from 'zod'
import { field } from '../../base/http/index.ts'
import type { Kinds } from '../../base/settings/index.ts'

/** The texts that papers use. No paper would read a template with another name. */
export const templateCodes = ['packing_slip_footer', 'packing_slip_returns'] as const

export { ownCarrier } from './own-carrier.ts'

const names = z.strictObject({ zh: field.text(100), en: field.text(100) })

/** IANA names, such as `Asia/Shanghai`: a time zone that this machine does not know is refused. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Empty, or a web address with `{number}` where the tracking number goes; nothing else may become a link. */
function isTrackingUrl(text: string): boolean {
  if (text === '') return true
  const filled = text.replaceAll('{number}', '1')
  return filled !== text && URL.canParse(filled) && /^https?:\/\//i.test(filled)
}

const part = field.optionalText(300).default('')
const mail = field
  .optionalText(254)
  .refine((text) => text === '' || /^[^\s@]+@[^\s@]+$/.test(text), 'email')

export const company = z.strictObject({
  name: names,
  address: z.strictObject({
    street: part,
    district: part,
    city: part,
    region: part,
    postcode: part,
    country: field.country.nullable().default(null),
  }),
  phone: field.optionalText(40).default(''),
  mail: mail.default(''),
  taxNumber: field.optionalText(50).default(''),
  timeZone: z.string().max(60).refine(isTimeZone, 'time_zone').default('UTC'),
})

export const channel = z.strictObject({
  name: names,
  promiseHours: z.int().min(1).max(8_760).nullable().default(null).meta({
    description:
      'an order without a date of its own is promised to ship within so many hours after placing; null: 48',
  }),
  active: z.boolean().default(true),
})

export const carrier = z.strictObject({
  name: names,
  trackingUrl: field
    .optionalText(500)
    .refine(isTrackingUrl, 'tracking_url')
    .default('')
    .meta({ description: 'with {number} in the place of the tracking number' }),
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null)
    .meta({ description: 'when the carrier collects, in the time zone of the company' }),
  active: z.boolean().default(true),
})

export const template = z.strictObject({
  text: z.strictObject({ zh: field.optionalText(1_000), en: field.optionalText(1_000) }),
})

/** There is only one company, and templates have fixed names. */
export const kinds = {
  company: { shape: company, codes: ['company'] },
  channel: { shape: channel },
  carrier: { shape: carrier },
  template: { shape: template, codes: templateCodes },
} as const satisfies Kinds

export type Kind = keyof typeof kinds
export type Company = z.output<typeof company>
export type Channel = z.output<typeof channel>
export type Carrier = z.output<typeof carrier>
export type Template = z.output<typeof template>
