// The wording of an exported list: in the reader's language and time zone, with the names from the company's settings.

import type { Tx } from '../../base/platform/index.ts'
import { channelNames } from '../../ground/company/index.ts'
import { locations } from '../../ground/stock/index.ts'
import type { ColumnKey, Telling } from './columns.ts'
import { en, zh } from './words.ts'

const words = { zh, en }
type Language = keyof typeof words

/** The heads of these columns. */
export function headsOf(keys: readonly ColumnKey[], language: Language): string[] {
  return keys.map((key) => words[language].columns[key])
}

export function sheetName(language: Language): string {
  return words[language].sheet
}

/** A code without a translation or name is shown as it is. Late means late at `now`. */
export async function tellingIn(
  tx: Tx,
  { language, timeZone, now }: { language: Language; timeZone: string; now: Date },
): Promise<Telling> {
  const channels = await channelNames(tx)
  const places = new Map((await locations(tx)).map(({ code, name }) => [code, name]))
  const { codes, steps, more, late, short, rest } = words[language]
  const say: Telling['say'] = (kind, code) => codes[`${kind}_${code}`] ?? code
  const regions = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'region' })
  const clock = clockOf(timeZone)
  return {
    language,
    now: now.getTime(),
    say,
    step: (step) => steps[step] ?? step,
    channel: (code) => channels.get(code)?.[language] ?? say('channel', code),
    location: (code) => places.get(code)?.[language] ?? code,
    country: (code) => nameOf(regions, code),
    local: (time) => clock.format(new Date(time)),
    more,
    late,
    short,
    rest,
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  })
}

function nameOf(regions: Intl.DisplayNames, code: string): string {
  try {
    return regions.of(code) ?? code
  } catch {
    return code
  }
}
