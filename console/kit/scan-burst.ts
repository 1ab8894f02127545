// A scanner gun is a very fast keyboard: letters that come less than 20 ms apart were not typed by a hand. Pure.

/** The gap in milliseconds below which two keys belong to one scan, and the fewest letters of a scan. */
const gapMs = 20
const fewest = 4

export type Stroke = { code: string; shift: boolean; at: number; key?: string }
/** `typing`: nothing special. `burst`: probably a scan, how many letters so far. `scan`: it ended, this is its text. */
export type Heard =
  | { kind: 'typing' }
  | { kind: 'burst'; letters: number }
  | { kind: 'scan'; text: string }

/**
 * Listens to keys one by one. Letters are read by their place on an American keyboard, as guns send them, so that neither an
 * input method nor the machine's layout changes what was scanned. Enter or Tab ends a scan.
 */
export function listenForScans(): (stroke: Stroke) => Heard {
  let text = ''
  let last = Number.NEGATIVE_INFINITY
  return ({ code, shift, at, key }) => {
    const fast = at - last < gapMs
    last = at
    // Shift itself is a key to the browser, and says nothing.
    if (/^Shift/.test(code)) return heardSoFar(text)
    if (/^(Enter|NumpadEnter|Tab)$/.test(code)) {
      const scanned = text
      text = ''
      return fast && scanned.length >= fewest ? { kind: 'scan', text: scanned } : typing
    }
    const letter = letterOf(code, isCapital(code, key) ?? shift)
    text = letter === null ? '' : (fast ? text : '') + letter
    return heardSoFar(text)
  }
}

const typing: Heard = { kind: 'typing' }

function heardSoFar(text: string): Heard {
  return text.length < 2 ? typing : { kind: 'burst', letters: text.length }
}

const signs: Record<string, string> = {
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadSubtract: '--',
  NumpadAdd: '++',
  NumpadDecimal: '..',
  NumpadDivide: '//',
  NumpadMultiply: '**',
}
const aboveDigits = ')!@#$%^&*('

/** Whether a letter came as a capital, as caps lock decides too; undefined where what came is not that letter. */
function isCapital(code: string, key: string | undefined): boolean | undefined {
  if (key === undefined || code !== `Key${key.toUpperCase()}`) return undefined
  return key === key.toUpperCase()
}

/** What stands on a key; null for one that writes nothing. */
export function letterOf(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^(Digit|Numpad)(\d)$/.exec(code)
  if (digit?.[2])
    return shift && digit[1] === 'Digit' ? aboveDigits.charAt(Number(digit[2])) : digit[2]
  return signs[code]?.charAt(shift ? 1 : 0) || null
}
