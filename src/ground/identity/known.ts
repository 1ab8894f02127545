// Caches for a moment who a secret belongs to, so that a request with a known secret costs a hash and a lookup, not a query.

/** How long a cached caller is used without asking the database. A revocation in another process takes at most this long. */
export const believedMs = 2_000
const limit = 10_000

type Entry<Value> = { value: Value; until: number }

export type Loaded<Value> = { value: Value; leftMs: number } | null

/**
 * A bounded cache in front of `load`. Requests that miss at the same time share one load; secrets not found are not cached.
 * `forget` drops entries at once, and the result of a load that was running meanwhile is not cached either.
 */
export function remember<Value>(
  load: (secret: string) => Promise<Loaded<Value>>,
  now: () => number = () => performance.now(),
) {
  const entries = new Map<string, Entry<Value>>()
  const loading = new Map<string, Promise<Value | null>>()
  let forgotten = 0

  const loadOnce = async (name: string, secret: string): Promise<Value | null> => {
    const before = forgotten
    const found = await load(secret)
    if (!found) return null
    if (before === forgotten) keep(name, found.value, now() + Math.min(believedMs, found.leftMs))
    return found.value
  }
  const keep = (name: string, value: Value, until: number) => {
    // Drops the oldest entry: a Map keeps the order in which it was filled.
    entries.delete(name)
    if (entries.size >= limit) entries.delete(entries.keys().next().value as string)
    entries.set(name, { value, until })
  }
  return {
    /** The cached value of a secret by its fingerprint, or undefined. */
    get: (name: string): Value | undefined => {
      const entry = entries.get(name)
      return entry && entry.until > now() ? entry.value : undefined
    },
    find: (name: string, secret: string): Promise<Value | null> => {
      const underWay = loading.get(name)
      if (underWay) return underWay
      const started = loadOnce(name, secret).finally(() => {
        if (loading.get(name) === started) loading.delete(name)
      })
      loading.set(name, started)
      return started
    },
    forget: (matches: (value: Value) => boolean): void => {
      forgotten++
      loading.clear()
      for (const [name, { value }] of entries) if (matches(value)) entries.delete(name)
    },
    size: () => entries.size,
  }
}
