// The words of the console, so that a test presses what a person would read, in either language.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fill, type Params } from '../../console/base/message.ts'
import type { Language } from './open.ts'

const home = join(import.meta.dirname, '../../console/words')

export type Say = (key: string, params?: Params) => string

/** `say('desk.title')` as the console says it; throws where there are no such words. */
export function speaker(language: Language): Say {
  const folder = join(home, language)
  const words = new Map<string, string>(
    readdirSync(folder).flatMap((file) => {
      // What a room says later is of the room all the same.
      const namespace = file.replace(/(-later)?\.json$/, '')
      const entries = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
      return Object.entries(entries).map(([key, text]) => [`${namespace}.${key}`, text] as const)
    }),
  )
  return (key, params) => {
    const text = words.get(key)
    if (text === undefined) throw new Error(`${key} has no words in ${language}`)
    return fill(text, params, language === 'zh' ? 'zh-CN' : 'en-GB')
  }
}
