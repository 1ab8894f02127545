// What a person may type; the server has the last word.
import { z } from '../kit/shapes.ts'

const oneName = z.string().trim().max(100)
/** Who works in one language gives one name; it stands for the other too. None at all is the server's to refuse. */
const name = z
  .object({ zh: oneName, en: oneName })
  .transform(({ zh, en }) => ({ zh: zh || en, en: en || zh }))
const text = (max: number) => z.string().max(max)

export const companyShape = z.object({
  name,
  address: z.object({
    street: text(300),
    district: text(300),
    city: text(300),
    region: text(300),
    postcode: text(300),
    country: z.string().nullable(),
  }),
  phone: text(40),
  mail: text(254),
  taxNumber: text(50),
  timeZone: z.string().min(1).max(60),
})

export const channelShape = z.object({
  name,
  promiseHours: z.int().min(1).max(8_760).nullable(),
  active: z.boolean(),
})

export const carrierShape = z.object({
  name,
  trackingUrl: text(500),
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  active: z.boolean(),
})

export const templateShape = z.object({ text: z.object({ zh: text(1_000), en: text(1_000) }) })

export const locationShape = z.object({
  name,
  address: z.record(z.string(), z.string().max(300)),
  priority: z.int().min(0).max(10_000),
  active: z.boolean(),
})

export const priceListShape = z.object({
  currency: z.string().length(3),
  taxIncluded: z.boolean(),
  channels: z.array(z.string()).min(1).nullable(),
  priority: z.int().min(-10_000).max(10_000),
})

export const taxRateShape = z.object({ ratePpm: z.int().min(0).max(1_000_000) })

/** A code as the server takes it. */
export const codeShape = /^[a-z0-9][a-z0-9_.-]{0,59}$/
