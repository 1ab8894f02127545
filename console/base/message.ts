export type Params = Readonly<Record<string, unknown>>

const rules = new Map<string, Intl.PluralRules>()

/**
 * Fills a message: `{name}` is the parameter, numbers by locale; `{n|order|orders}` is one word or the other by the plural
 * rule of the language for the parameter n. A parameter that is not given stays visible as its name in braces.
 */
export function fill(message: string, params: Params | undefined, locale: string): string {
  if (!message.includes('{')) return message
  return message.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name, one, other) => {
    const value = params?.[name]
    if (value === undefined || value === null) return whole
    if (one !== undefined) return pluralOf(Number(value), locale) === 'one' ? one : other
    return typeof value === 'number' ? value.toLocaleString(locale) : textOf(value)
  })
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function pluralOf(value: number, locale: string): string {
  let rule = rules.get(locale)
  if (!rule) {
    rule = new Intl.PluralRules(locale)
    rules.set(locale, rule)
  }
  return rule.select(value)
}
