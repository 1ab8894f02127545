// An address as it is written in its country. Pure.

export type Address = {
  name: string
  company?: string | undefined
  country: string
  region?: string | undefined
  city: string
  district?: string | undefined
  street: string
  postcode?: string | undefined
  phone?: string | undefined
}

/** From the person to the country; in China from the province to the door, in one line. */
export function linesOf(address: Address, countryName: (code: string) => string): string[] {
  const { name, company, street, city, district, region, postcode, country, phone } = address
  const place =
    country === 'CN'
      ? [[region, region === city ? undefined : city, district, street], [postcode]]
      : [[street], [district], [city, region, postcode]]
  const rows = [[name, phone], [company], ...place, [countryName(country)]]
  const gap = (index: number) => (country === 'CN' && index === 2 ? '' : ' ')
  return rows
    .map((parts, index) => parts.filter((part) => part?.trim()).join(gap(index)))
    .filter((line) => line !== '')
}
