// What the console says. Facts, reasons and refusals arrive as codes with parameters; here they become sentences.
import type { zh } from '../words/zh.ts'
import { type Language, localeOf, setLook, useLook } from './look.ts'
import { fill, type Params } from './message.ts'
import { createStore, useStore } from './store.ts'

type Catalogue = typeof zh
export type Namespace = keyof Catalogue
/** Every key of the catalogues, as `desk.title`. */
export type Key = {
  [N in Namespace]: `${N}.${keyof Catalogue[N] & string}`
}[Namespace]
/** Which catalogue knows the codes of a kind; all other kinds stand in `codes` as `<kind>_<code>`. */
const homes: Record<string, Namespace> = { refusal: 'refusals', fact: 'facts' }

export type Words = {
  t: (key: Key, params?: Params) => string
  /** A code of some kind in words; a code that has none is shown as it is. */
  code: (kind: string, code: string, params?: Params) => string
  /** Whether a code has words. */
  knows: (kind: string, code: string) => boolean
  lang: Language
}

const loaded = createStore<Partial<Record<Language, Words>>>({})

/** Loads a language's words; the page waits for the first, a later one is waited for before the switch. */
export async function loadWords(language: Language): Promise<void> {
  if (loaded.get()[language]) return
  const catalogue: Catalogue =
    language === 'zh' ? (await import('../words/zh.ts')).zh : (await import('../words/en.ts')).en
  loaded.set((now) => ({ ...now, [language]: wordsOf(language, catalogue) }))
}

function wordsOf(lang: Language, catalogue: Catalogue): Words {
  const locale = localeOf(lang)
  const find = (namespace: string, key: string): string | undefined =>
    (catalogue as Record<string, Record<string, string>>)[namespace]?.[key]
  const place = (kind: string, code: string) => {
    const home = homes[kind]
    return home ? find(home, code) : find('codes', `${kind}_${code}`)
  }
  return {
    lang,
    t: (key, params) => {
      const dot = key.indexOf('.')
      return fill(find(key.slice(0, dot), key.slice(dot + 1)) ?? key, params, locale)
    },
    code: (kind, code, params) => fill(place(kind, code) ?? code, params, locale),
    knows: (kind, code) => place(kind, code) !== undefined,
  }
}

/** Turns the page to a language, whose words are there before. */
export async function speak(language: Language): Promise<void> {
  await loadWords(language)
  setLook({ language })
}

/** The words of the chosen language. */
export function useWords(): Words {
  const { language } = useLook()
  const words = useStore(loaded)
  return (words[language] ?? Object.values(words)[0]) as Words
}
