import type { Cause, Tx } from '../../base/platform/index.ts'
import { savePriceLists, saveTaxRates, saveVariants } from '../../ground/catalog/index.ts'
import { changeCompany } from '../../ground/company/index.ts'
import { type Location, saveLocations } from '../../ground/stock/index.ts'
import { chineseNames } from './names.ts'
import { demoSettings } from './settings.ts'

/** Stock is taken from London first, then from Leeds, and from the shop's shelf last. */
export const demoLocations: readonly Location[] = [
  {
    code: 'MAIN',
    name: { zh: '伦敦主仓', en: 'London warehouse' },
    address: { street: '12 Wharf Road', city: 'London', postcode: 'E16 2EB', country: 'GB' },
    priority: 10,
    active: true,
  },
  {
    code: 'NORTH',
    name: { zh: '利兹北仓', en: 'Leeds warehouse' },
    address: { street: '3 Canal Street', city: 'Leeds', postcode: 'LS11 5TD', country: 'GB' },
    priority: 20,
    active: true,
  },
  {
    code: 'SHOP',
    name: { zh: '考文特花园门店', en: 'Covent Garden shop' },
    address: { street: '27 Floral Street', city: 'London', postcode: 'WC2E 9DP', country: 'GB' },
    priority: 30,
    active: true,
  },
]

/** The list that the shop and the desk sell by, when an order brings no prices of its own. */
export const demoPriceList = 'retail'

/** What exists before the first order: locations, tax, a price list, and names in two languages. */
export async function foundCompany(tx: Tx, cause: Cause): Promise<void> {
  await changeCompany(tx, demoSettings, cause)
  await saveLocations(tx, demoLocations, cause)
  await saveTaxRates(tx, [{ country: 'GB', taxClass: 'standard', ratePpm: 200_000 }], cause)
  const list = { code: demoPriceList, currency: 'GBP', taxIncluded: true, channels: null }
  await savePriceLists(tx, [{ ...list, priority: 10 }], cause)
  const variants = Object.entries(chineseNames).map(([sku, [en, zh]]) => ({
    sku,
    name: { en, zh },
    weightG: null,
    lengthMm: null,
    widthMm: null,
    heightMm: null,
    hsCode: null,
    origin: 'GB',
    taxClass: 'standard',
    policy: 'backorder' as const,
    active: true,
  }))
  await saveVariants(tx, variants, cause)
}
