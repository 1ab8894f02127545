// 张三 13800138000 广东省深圳市南山区科技园南路 1 号: name, telephone and address in any sequence, with or without labels.
import type { AddressKey, ReadAddress } from './address-text.ts'
import { type Region, type Regions, shortName } from './region-tree.ts'

const labels =
  /(?:收货人姓名|收货人|收件人|联系人|姓名|手机号码|手机号|联系电话|联系方式|手机|电话|所在地区|收货地址|详细地址|地址|邮政编码|邮编)\s*[::]\s*/g
const mobile = /(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/
const landline = /(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/
const postcode = /(?<!\d)\d{6}(?!\d)/

/** Parcels to these go by codes of their own in ISO 3166. */
const ownCodes: Record<string, string> = {
  香港特别行政区: 'HK',
  澳门特别行政区: 'MO',
  台湾省: 'TW',
}

type Taken = { rest: string; uncertain: Set<AddressKey> }

/** Reads a Chinese address; without the divisions, region, city and district are told apart by their endings. */
export function readChinese(text: string, regions: Regions | null): ReadAddress {
  const taken: Taken = { rest: text.replace(labels, '\n'), uncertain: new Set() }
  const phone = takeOut(taken, mobile)?.replace(/^\+?86[- ]?(?=1)/, '') ?? takeOut(taken, landline)
  const code = takeOut(taken, postcode)
  const words = wordsOf(taken.rest)
  const place = placeIn(words, regions, taken.uncertain)
  const name = nameAmong(words, place?.word ?? null, taken.uncertain)
  const street = words
    .filter((_, index) => index !== name)
    .map((word, index) => (place && index === indexWithout(place.word, name) ? place.after : word))
    .filter(Boolean)
    .join(' ')
  if (!place || street === '') taken.uncertain.add('street')
  const country = ownCodes[place?.region.region ?? ''] ?? 'CN'
  if (country !== 'CN') taken.uncertain.add('country')
  const fields = {
    country,
    ...(name !== null && { name: words[name] as string }),
    ...(phone !== undefined && { phone: phone.replace(/[- ]/g, '') }),
    ...(code !== undefined && { postcode: code }),
    ...(place && filled(place.region)),
    ...(street !== '' && { street }),
  }
  return { fields, uncertain: [...taken.uncertain] }
}

function takeOut(taken: Taken, pattern: RegExp): string | undefined {
  const found = pattern.exec(taken.rest)?.[0]
  if (found !== undefined) taken.rest = taken.rest.replace(found, '\n')
  return found
}

/** Commas part; spaces part too, except before a number or a Latin letter, as in `1 号 A 座`. */
function wordsOf(text: string): string[] {
  return text
    .split(/[\n\t,，;；、]+/)
    .flatMap((part) => part.trim().split(/ +(?=\p{Script=Han}{2,})/u))
    .map((word) => word.trim())
    .filter(Boolean)
}

const indexWithout = (index: number, left: number | null) =>
  left !== null && left < index ? index - 1 : index

function filled({ region, city, district }: Region) {
  return { region, city, ...(district !== '' && { district }) }
}

type Place = { region: Region; word: number; after: string }

/** The first word that holds a place, its names perhaps spread over the words behind it. */
function placeIn(
  words: string[],
  regions: Regions | null,
  uncertain: Set<AddressKey>,
): Place | null {
  for (const [index, word] of words.entries()) {
    const parts = [...words.slice(index, index + 3)]
    const found = regions ? match(parts.join(''), regions) : byEndings(word)
    if (!found) continue
    for (const key of found.guessed) uncertain.add(key)
    const after = dropLetters(words, index, found.length)
    return { region: found.region, word: index, after }
  }
  for (const key of ['region', 'city', 'district'] as const) uncertain.add(key)
  return null
}

/** Takes the place's letters away from the words it was spread over; answers what is left of the first. */
function dropLetters(words: string[], index: number, length: number): string {
  let left = length
  for (let at = index; at < words.length && left > 0; at++) {
    const word = words[at] as string
    const dropped = Math.min(left, word.length)
    words[at] = word.slice(dropped).trim()
    left -= dropped
  }
  return words[index] as string
}

type Match = { region: Region; length: number; guessed: AddressKey[] }

/** The longest path that the text begins with; levels may be left out or shortened. */
function match(text: string, regions: Regions): Match | null {
  let best: Match | null = null
  let rivals = 0
  for (const region of regions.all) {
    const found = begins(text, region)
    if (!found) continue
    if (best && found.score === best.length) rivals++
    if (!best || found.score > best.length) {
      best = { region, length: found.score, guessed: found.guessed }
      rivals = 0
    }
  }
  if (best && rivals > 0 && !best.guessed.includes('district')) best.guessed.push('district')
  return best
}

/** How many letters of the text name this place, level by level; a place must be named by its district or its city. */
function begins(text: string, { region, city, district }: Region) {
  const guessed: AddressKey[] = []
  let at = 0
  const levels: [AddressKey, string][] = [
    ['region', region],
    ['city', city],
    ['district', district],
  ]
  let named = 0
  for (const [key, name] of levels) {
    const length = name === '' ? 0 : nameAt(text, at, name)
    at += length
    if (length > 0 && key !== 'region') named++
    // 北京市 names the province and its one city at once.
    else if (key === 'city' && name === region && at > 0) named++
    else if (length === 0 && name !== '') guessed.push(key)
  }
  return named === 0 ? null : { score: at, guessed }
}

function nameAt(text: string, at: number, name: string): number {
  if (text.startsWith(name, at)) return name.length
  const short = shortName(name)
  return text.startsWith(short, at) ? short.length : 0
}

/** Without the divisions: 省, 市 and 区 or 县 tell. All of it is a guess. */
function byEndings(word: string): Match | null {
  const found =
    /^(?:(\p{Script=Han}{2,7}?(?:省|自治区)))?(\p{Script=Han}{2,7}?(?:市|州|盟))(\p{Script=Han}{2,6}?(?:区|县|旗|市))?/u.exec(
      word,
    )
  if (!found) return null
  const [whole, region, city = '', district = ''] = found
  return {
    region: { region: region ?? city, city, district },
    length: whole.length,
    guessed: ['region', 'city', 'district'],
  }
}

/** A short word without figures that is not the address. Two such, or one behind it, are a guess. */
function nameAmong(
  words: readonly string[],
  place: number | null,
  uncertain: Set<AddressKey>,
): number | null {
  const fits = words.flatMap((word, index) =>
    index !== place && /^[\p{Script=Han}·A-Za-z ]{2,20}$/u.test(word) && isShort(word)
      ? [index]
      : [],
  )
  const polite = fits.find((index) => /(?:先生|女士|小姐|老师|收)$/.test(words[index] as string))
  const first = polite ?? fits[0]
  if (first === undefined) {
    uncertain.add('name')
    return null
  }
  const behind = place !== null && first > place
  if (polite === undefined && (fits.length > 1 || (behind && first < words.length - 1)))
    uncertain.add('name')
  return first
}

/** A name with a dot in it is two. */
function isShort(word: string): boolean {
  return !/\p{Script=Han}/u.test(word) || word.length <= (word.includes('·') ? 16 : 6)
}
