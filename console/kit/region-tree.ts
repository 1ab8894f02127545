// The divisions of China as a tree of province, city and district, and how they are found by what is typed.

/** Six-digit codes and names, level by level, as the published lists have them. */
export type AreaList = {
  province_list: Record<string, string>
  city_list: Record<string, string>
  county_list: Record<string, string>
}
export type City = { name: string; districts: readonly string[] }
export type Province = { name: string; cities: readonly City[] }
/** One place in the tree; `district` is empty where a city has none. */
export type Region = { region: string; city: string; district: string }
export type Regions = { provinces: readonly Province[]; all: readonly Region[] }

/** Groups that stand in the lists in a city's place without being one: their counties count as cities of the province. */
const noCity = /直辖县|^县$/

export function buildRegions(list: AreaList): Regions {
  const provinces = Object.entries(list.province_list).map(([code, name]) => ({
    name,
    cities: citiesOf(list, code.slice(0, 2), name),
  }))
  const all = provinces.flatMap(({ name, cities }) =>
    cities.flatMap((city) =>
      (city.districts.length > 0 ? city.districts : ['']).map((district) => ({
        region: name,
        city: city.name,
        district,
      })),
    ),
  )
  return { provinces, all }
}

function citiesOf(list: AreaList, province: string, provinceName: string): City[] {
  const cities: { name: string; districts: string[] }[] = []
  for (const [code, name] of Object.entries(list.city_list)) {
    if (!code.startsWith(province)) continue
    const districts = Object.entries(list.county_list)
      .filter(([county]) => county.startsWith(code.slice(0, 4)))
      .map(([, county]) => county)
    const own = cities.find((city) => city.name === provinceName)
    if (!noCity.test(name)) cities.push({ name, districts })
    else if (own) own.districts.push(...districts)
    else cities.push(...districts.map((county) => ({ name: county, districts: [] })))
  }
  return cities
}

export function regionText({ region, city, district }: Region): string {
  return [...new Set([region, city, district])].filter(Boolean).join(' ')
}

/**
 * Places whose path has every word that was typed, those that have them in one piece first; letters of a path may be left
 * out (`深南` finds 深圳市 南山区).
 */
export function findRegions({ all }: Regions, typed: string, limit = 50): Region[] {
  const words = typed
    .trim()
    .split(/[\s/,，]+/)
    .filter(Boolean)
  if (words.length === 0) return []
  const whole: Region[] = []
  const loose: Region[] = []
  for (const place of all) {
    const path = regionText(place)
    if (words.every((word) => path.includes(word))) whole.push(place)
    else if (words.every((word) => isIn(path, word))) loose.push(place)
    if (whole.length === limit) break
  }
  return [...whole, ...loose].slice(0, limit)
}

/** Whether the letters of a word stand in a text in this sequence. */
function isIn(text: string, word: string): boolean {
  let at = 0
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

const endings =
  /(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|自治县|地区|新区|省|市|盟|州|区|县|旗)$/

/** A name as people shorten it: 广东省 → 广东. Names of two letters stay whole, or they would fit everywhere. */
export function shortName(name: string): string {
  const short = name.replace(endings, '')
  return short.length >= 2 ? short : name
}
