import { plainDigits } from './money-text.ts'

/** As the server takes it: figures with spaces, points, slashes, brackets and a plus in front. */
const shape = /^[+0-9][0-9 ()./-]{2,38}$/

/** A telephone number as it is kept: full-width figures made plain, the spaces around it gone. */
export function tidyPhone(text: string): string {
  return plainDigits(text).replace(/\s+/g, ' ').trim()
}

/** Whether it can be a telephone number at all; whether somebody answers is another question. */
export function isPhone(text: string): boolean {
  const tidy = tidyPhone(text)
  return shape.test(tidy) && tidy.replace(/\D/g, '').length >= 5
}

/** A Chinese mobile number in its groups, 138 0013 8000; any other as it was given. */
export function phoneText(phone: string): string {
  const match = /^(\+?86)?\s*(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})$/.exec(phone.trim())
  if (!match) return phone
  const [, code, ...groups] = match
  return [...(code ? ['+86'] : []), ...groups].join(' ')
}
