// Whether a page speaks the language that was chosen: no key that nobody put into words, no code, no sentence of the other one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Language } from './open.ts'

const home = join(import.meta.dirname, '../../console/words')
const namespaces = readdirSync(join(home, 'zh')).map((file) => file.replace(/\.json$/, ''))
const key = new RegExp(`^(${namespaces.join('|')})\\.[a-z0-9_]+$`)
/** `out_of_stock`: a code that has no words. Mail addresses and the like have other signs around it. */
const code = /(?<![\w.@/{:-])[a-z]+(_[a-z]+)+(?![\w.@/}:-])/

/** Right in every language: the first user's name, what languages call themselves, and the columns of an order book. */
const everywhere = new Set(['Owner', 'English', '中文', 'Description', 'Quantity', 'Country'])

type Catalogue = Map<string, string>

function catalogue(language: Language): Catalogue {
  const entries = namespaces.flatMap((namespace) => {
    const file = readFileSync(join(home, language, `${namespace}.json`), 'utf8')
    return Object.entries(JSON.parse(file) as Record<string, string>).map(
      ([name, text]) => [`${namespace}.${name}`, text] as const,
    )
  })
  return new Map(entries)
}

/** The texts that one language says and the other does not. */
function foreign(other: Language, own: Language): Map<string, string> {
  const mine = new Set(catalogue(own).values())
  return new Map(
    [...catalogue(other)]
      .filter(([, text]) => !mine.has(text) && text.length > 1 && !text.includes('{'))
      .filter(([, text]) => !everywhere.has(text))
      .map(([name, text]) => [text, name]),
  )
}

const strangers = { zh: foreign('en', 'zh'), en: foreign('zh', 'en') }

/** What is wrong with the words of a page, one line each. Parts marked `lang` or `translate="no"` and code speak for themselves. */
export async function badWords(page: Page, language: Language): Promise<string[]> {
  const texts = await page.evaluate(textsOf)
  return texts.flatMap((text) => {
    if (key.test(text)) return [`“${text}” is a key`]
    if (code.test(text)) return [`“${text.slice(0, 80)}” holds a code`]
    const name = strangers[language].get(text)
    return name === undefined ? [] : [`“${text}” (${name}) is of the other language`]
  })
}

/** Every text that is seen or read out, each once. */
function textsOf(): string[] {
  const found = new Set<string>()
  const own = document.documentElement.lang
  const skipped = `code, pre, script, style, [translate=no], [lang]:not([lang="${own}"])`
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim()
    const parent = node.parentElement
    if (text && parent && !parent.closest(skipped) && parent.checkVisibility()) found.add(text)
  }
  for (const part of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = part.getAttribute(name)?.trim()
      if (text && !part.closest(skipped)) found.add(text)
    }
  return [...found]
}
