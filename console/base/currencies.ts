import type { Language } from './look.ts'

/** What is offered where no price list says which currencies are sold in, the likeliest for who reads this language first. */
export function usualCurrencies(lang: Language): readonly string[] {
  return lang === 'zh' ? ['CNY', 'EUR', 'GBP', 'USD'] : ['GBP', 'CNY', 'EUR', 'USD']
}
