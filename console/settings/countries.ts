import { useMemo } from 'react'
import type { Language } from '../base/look.ts'
import { useWords } from '../base/words.ts'

/** Letters that no country has been given, or that stand for groups of them. */
const none = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

/** Those that are likeliest where the page is read so stand first. */
const usual: Record<Language, readonly string[]> = { zh: ['CN'], en: ['GB', 'US'] }

/** Every country by its name in the language of the screen, as the browser knows them; the first choice is none. */
export function useCountries(): { value: string; label: string }[] {
  const { t, lang } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' })
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap((one) => letters.map((two) => one + two))
    const countries = codes
      .filter((code) => !none.has(code) && isOwn(code))
      .flatMap((value) => {
        const label = names.of(value)
        return label ? [{ value, label }] : []
      })
    const first = ({ value }: { value: string }) => (usual[lang].includes(value) ? 0 : 1)
    countries.sort(
      (one, other) => first(one) - first(other) || one.label.localeCompare(other.label, lang),
    )
    return [{ value: '', label: t('common.none') }, ...countries]
  }, [lang, t])
}

/** Some letters are old names of a country that has others now: the browser turns them into those. */
function isOwn(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
}
