/** A token bucket per name: `rate` a second, `burst` at once. Answers the seconds to wait, 0 when it may go on. */
export function tokenBuckets(now: () => number = () => performance.now()) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (name: string, rate: number, burst: number): number => {
    const time = now()
    const bucket = buckets.get(name) ?? { tokens: burst, at: time }
    const tokens = Math.min(burst, bucket.tokens + ((time - bucket.at) / 1000) * rate)
    if (buckets.size > 10_000) forgetFull(buckets, time)
    buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: time })
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / rate))
  }
}

/** Keeps memory bounded: a bucket unused for ten minutes is full again and can be dropped. */
function forgetFull(buckets: Map<string, { at: number }>, time: number): void {
  for (const [name, bucket] of buckets) if (time - bucket.at > 600_000) buckets.delete(name)
}
