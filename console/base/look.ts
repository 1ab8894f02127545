// How the console looks to this person on this machine: language, theme, density. Kept in the browser.
import { createStore, useStore } from './store.ts'

export const themes = ['light', 'dark', 'contrast'] as const
export const densities = ['cosy', 'compact'] as const
export const languages = ['zh', 'en'] as const
export type Theme = (typeof themes)[number]
export type Density = (typeof densities)[number]
export type Language = (typeof languages)[number]
export type Look = { theme: Theme; density: Density; language: Language }

const key = 'throughline.look'
/** Rules are tested without a page. */
const root = globalThis.document?.documentElement

/** `first.js` has set the page before the first paint; this reads what it decided. */
const look = createStore<Look>({
  theme: (root?.dataset.theme as Theme | undefined) ?? 'light',
  density: (root?.dataset.density as Density | undefined) ?? 'cosy',
  language: root?.lang === 'en' ? 'en' : 'zh',
})

export function useLook(): Look {
  return useStore(look)
}

export function currentLook(): Look {
  return look.get()
}

export function setLook(change: Partial<Look>): void {
  const next = { ...look.get(), ...change }
  root.dataset.theme = next.theme
  root.dataset.density = next.density
  root.lang = next.language === 'zh' ? 'zh-CN' : 'en'
  look.set(next)
  try {
    localStorage.setItem(key, JSON.stringify(next))
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** The locale that `Intl` formats by. English dates are written as in most of the world, the day first. */
export function localeOf(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en-GB'
}
