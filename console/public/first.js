// Before the first paint: the theme, density and language chosen last time, so that nothing flashes.
;(() => {
  let chosen = {}
  try {
    chosen = JSON.parse(localStorage.getItem('throughline.look') ?? '{}')
  } catch {
    // A browser that keeps nothing gets the defaults.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const contrast = matchMedia('(prefers-contrast: more)').matches
  const own = contrast ? 'contrast' : dark ? 'dark' : 'light'
  const root = document.documentElement
  root.dataset.theme = ['light', 'dark', 'contrast'].includes(chosen.theme) ? chosen.theme : own
  root.dataset.density = chosen.density === 'compact' ? 'compact' : 'cosy'
  const language = chosen.language ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
})()
