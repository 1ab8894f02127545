import { z } from 'zod'

const postgresUrl = /^postgres(ql)?:\/\//

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('localhost'),
  DATABASE_URL: z.string().regex(postgresUrl).optional(),
  DEMO: z.enum(['on', 'off']).default('on'),
  OWNER_KEY: z.string().min(16).max(200).optional(),
  THROUGHLINE_DATA: z.string().optional(),
  THROUGHLINE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  THROUGHLINE_PUBLIC_URL: z.url().optional(),
  THROUGHLINE_WEBHOOKS_TO: z.enum(['public', 'anywhere']).default('public'),
})

/** What each setting must be, shown to the person who set it wrongly. */
const expected: Record<string, string> = {
  PORT: 'a whole number from 0 to 65535',
  DATABASE_URL: 'an address like postgres://user:password@host/database',
  DEMO: 'on or off',
  OWNER_KEY: '16 to 200 characters long',
  THROUGHLINE_LOG_LEVEL: 'debug, info, warn, error or silent',
  THROUGHLINE_PUBLIC_URL: 'an address like https://orders.example.com',
  THROUGHLINE_WEBHOOKS_TO: 'public or anywhere',
}

/** Whether the console is built with its page of parts: `npm start` builds and serves with one environment. */
const readByTheBuild = 'THROUGHLINE_KIT'

export type Config = z.infer<typeof schema>

/**
 * The configuration from the environment. Answers the problems by name instead of throwing, so that the start can print all of them;
 * an unknown `THROUGHLINE_…` name is a warning with the nearest known name.
 */
export function readConfig(environment: Record<string, string | undefined>): {
  config?: Config
  problems: string[]
  warnings: string[]
} {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  const warnings = Object.keys(given)
    .filter((name) => name.startsWith('THROUGHLINE_') && !(name in schema.shape))
    .filter((name) => name !== readByTheBuild)
    .map((name) => `${name} is not a setting; did you mean ${nearest(name)}?`)
  if (parsed.success) return { config: parsed.data, problems: [], warnings }
  const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
  return { problems: [...names].map((name) => `${name} must be ${expected[name]}`), warnings }
}

function nearest(name: string): string {
  const distances = Object.keys(schema.shape).map((known) => ({
    known,
    far: distance(name, known),
  }))
  return distances.sort((a, b) => a.far - b.far)[0]?.known ?? ''
}

/** Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed))
    }
    row = next
  }
  return row[b.length] ?? 0
}
