import type { Buyer, OrderBookEntry } from '../../flow/intake/index.ts'
import { chanceOf } from './chance.ts'
import { demoPhone } from './phones.ts'

/** The order book has countries but no streets. These addresses are made up; the e-mail domains cannot be registered. */
const cities: Record<string, readonly (readonly [city: string, postcode: string])[]> = {
  GB: [
    ['London', 'SE1 7PB'],
    ['Leeds', 'LS1 4AP'],
    ['Bristol', 'BS1 5TR'],
    ['Manchester', 'M2 5DB'],
    ['Edinburgh', 'EH1 1YZ'],
    ['Norwich', 'NR2 1TF'],
  ],
  DE: [
    ['Hamburg', '20095'],
    ['München', '80331'],
  ],
  FR: [
    ['Lyon', '69002'],
    ['Paris', '75004'],
  ],
  IE: [
    ['Dublin', 'D02 X285'],
    ['Cork', 'T12 W8KP'],
  ],
  ES: [['Valencia', '46001']],
  PT: [['Porto', '4000-069']],
  NL: [['Utrecht', '3511 AA']],
  BE: [['Gent', '9000']],
  NO: [['Bergen', '5003']],
  IT: [['Torino', '10121']],
  AU: [['Melbourne', '3000']],
  JP: [['Kobe', '650-0021']],
}
const anywhere = [['Port Town', '10001']] as const
const streets = ['High Street', 'Mill Lane', 'Station Road', 'Church Street', 'Market Square']

/** Who a row of the book was sold to, as the demo company knows them. */
export function demoBuyer({ customerRef, country, invoice }: OrderBookEntry): Buyer {
  const key = customerRef ?? invoice
  const places = cities[country ?? 'GB'] ?? anywhere
  const [city, postcode] = places[chanceOf(key, places.length)] ?? anywhere[0]
  const street = `${1 + chanceOf(`${key} house`, 180)} ${streets[chanceOf(`${key} street`, streets.length)]}`
  const address = { city, postcode, street }
  if (customerRef === null) return { name: 'Unknown buyer', ...address }
  const phone = demoPhone(customerRef, country ?? 'GB')
  return {
    name: `Customer ${customerRef}`,
    email: `c${customerRef}@shops.example`,
    ...(phone !== undefined && { phone }),
    ...address,
  }
}
