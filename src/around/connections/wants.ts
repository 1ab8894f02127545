/** The shape of a subscription: a type, or the beginning of types followed by a star. */
export const wishShape = /^(?:\*|[a-z][a-z0-9_.]*\*?)$/

/** Whether a type is subscribed: `order.placed` is that type, `order.*` all types that begin so, `*` all. */
export function wants(wishes: readonly string[], type: string): boolean {
  return wishes.some((wish) =>
    wish.endsWith('*') ? type.startsWith(wish.slice(0, -1)) : type === wish,
  )
}
