// Where a price can stand: on the lists that there are, or on one that is made with the first price of its currency. Pure.

type PriceList = { code: string; currency: string; taxIncluded: boolean; channels: string[] | null }

/** `isNew`: there is no such list yet. */
export type Listing = { code: string; currency: string; taxIncluded: boolean; isNew: boolean }

/**
 * The lists that serve a currency and a channel, where given. Where there are none, the ones that could be made: named after
 * their currency (`usual` where none is given), for every channel, tax included.
 */
export function listingsOf(
  lists: readonly PriceList[],
  usual: readonly string[],
  { currency, channel }: { currency?: string | undefined; channel?: string | undefined } = {},
): Listing[] {
  const serving = lists.filter(
    (list) =>
      (currency === undefined || list.currency === currency) &&
      (channel === undefined || list.channels === null || list.channels.includes(channel)),
  )
  if (serving.length > 0)
    return serving.map(({ code, currency: of, taxIncluded }) => ({
      ...{ code, currency: of, taxIncluded, isNew: false },
    }))
  const taken = new Set(lists.map(({ code }) => code))
  const wanted = currency === undefined ? usual : [currency]
  return wanted.map((of) => ({
    ...{ code: freeCode(of.toLowerCase(), taken), currency: of, taxIncluded: true, isNew: true },
  }))
}

function freeCode(wish: string, taken: ReadonlySet<string>): string {
  let code = wish
  for (let n = 2; taken.has(code); n++) code = `${wish}-${n}`
  return code
}
