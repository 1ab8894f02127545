// What the console says. Facts, reasons and refusals arrive as codes with parameters; here they become sentences.
import type { zh } from '../words/zh.ts'
import { currentLook, type Language, localeOf, setLook, useLook } from './look.ts'
import { fill, type Params } from './message.ts'
import { createStore, useStore } from './store.ts'

type Catalogue = typeof zh
export type Namespace = keyof Catalogue
/** Every key of the catalogues, as `desk.title`. */
export type Key = {
  [N in Namespace]: `${N}.${keyof Catalogue[N] & string}`
}[Namespace]
/**
 * Which catalogue knows the codes of a kind. All other kinds stand as `<kind>_<code>` in `codes`, which the order desk needs at
 * once, or in `terms`.
 */
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
type Part = 'start' | 'rest'
const parts = {
  zh: {
    start: async () => (await import('../words/zh-start.ts')).start,
    rest: async () => (await import('../words/zh-rest.ts')).rest,
  },
  en: {
    start: async () => (await import('../words/en-start.ts')).start,
    rest: async () => (await import('../words/en-rest.ts')).rest,
  },
}
const catalogues: Record<Language, Partial<Catalogue>> = { zh: {}, en: {} }
const asked = new Map<string, Promise<void>>()

/** Loads a part of a language's words, once. The page waits for its start; screens wait for the rest. */
export function loadWords(language: Language, part: Part): Promise<void> {
  const key = `${language} ${part}`
  let loading = asked.get(key)
  if (!loading) {
    loading = parts[language][part]().then((words) => {
      catalogues[language] = joined(catalogues[language], words)
      loaded.set((now) => ({ ...now, [language]: wordsOf(language, catalogues[language]) }))
    })
    // A part that did not arrive is asked for again the next time.
    loading.catch(() => asked.delete(key))
    asked.set(key, loading)
  }
  return loading
}

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Both parts of one catalogue under its name: of the desk and the kit, the start needs some words only. */
function joined(known: Partial<Catalogue>, more: Texts): Partial<Catalogue> {
  const before = known as Texts
  const both = Object.entries(more).map(([name, texts]) => [name, { ...before[name], ...texts }])
  return { ...known, ...Object.fromEntries(both) }
}

/** The rest of the words in the language of the page. */
export function restOfWords(): Promise<void> {
  return loadWords(currentLook().language, 'rest')
}

function wordsOf(lang: Language, catalogue: Partial<Catalogue>): Words {
  const locale = localeOf(lang)
  const find = (namespace: string, key: string): string | undefined =>
    (catalogue as Record<string, Record<string, string> | undefined>)[namespace]?.[key]
  const place = (kind: string, code: string) => {
    const home = homes[kind]
    const name = `${kind}_${code}`
    return home ? find(home, code) : (find('codes', name) ?? find('terms', name))
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
  await Promise.all([loadWords(language, 'start'), loadWords(language, 'rest')])
  setLook({ language })
}

/** The words of the chosen language. */
export function useWords(): Words {
  const { language } = useLook()
  const words = useStore(loaded)
  return (words[language] ?? Object.values(words)[0]) as Words
}
