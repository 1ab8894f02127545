// A console that somebody is signed in to, in a language, a theme and a window of their choice.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { RoleName } from '../../src/ground/identity/index.ts'
import { emailOf, password } from './people.ts'
import { noteRequests, underWay } from './under-way.ts'
import { type Watch, watch } from './watch.ts'

export type Language = 'zh' | 'en'
export type Theme = 'light' | 'dark' | 'contrast'
export type Wanted = {
  language?: Language
  theme?: Theme
  density?: 'cosy' | 'compact'
  /** Null is nobody: the page that asks for a password. */
  as?: RoleName | null
  path?: string
  width?: number
  height?: number
  /** Whether things may move, as for most people; tests and photographs want them still. */
  moving?: boolean
}
export type Opened = Watch & {
  page: Page
  context: BrowserContext
  /** Goes to a screen, presses keys there, and waits until nothing moves any more. */
  go(path: string, keys?: readonly string[]): Promise<void>
  /** Throws what went wrong since the page was opened, then closes it. */
  close(): Promise<void>
}

/** How long a page may take for one thing, on a machine that has much else to do. */
const patienceMs = 40_000

/** Sessions are shared by the pages of a browser: making one costs a slow hash. A later house may have the same address. */
const sessions = new WeakMap<Browser, Map<string, Promise<Cookies>>>()
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Opens a page on a house. `language` zh and `theme` light unless told otherwise; the owner is signed in. */
export async function openConsole(
  browser: Browser,
  home: string,
  { language = 'zh', theme = 'light', density = 'cosy', as = 'owner', ...wanted }: Wanted = {},
): Promise<Opened> {
  const { path = '/', width = 1440, height = 900, moving = false } = wanted
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    reducedMotion: moving ? 'no-preference' : 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(patienceMs)
  const watching = watch(context, home)
  noteRequests(context)
  // Programs that run by tsx have functions named by a helper, those sent into a page too.
  await context.addInitScript('globalThis.__name ??= (named) => named')
  await context.addInitScript(
    (look) => {
      // The empty page before the first one has no storage; what somebody chose on the page stays.
      if (location.protocol === 'about:') return
      const kept = localStorage.getItem('throughline.look')
      if (kept === null) localStorage.setItem('throughline.look', JSON.stringify(look))
    },
    { language, theme, density },
  )
  // Before anybody is signed in, the page asks who it is and is told: nobody.
  if (as === null) watching.forgive(/^401 GET \/api\/session$/)
  else await context.addCookies(await signedIn(browser, home, as))
  const page = await context.newPage()
  const go = async (to: string, keys: readonly string[] = []) => {
    const rest = () =>
      settled(page).catch((error) => {
        throw new Error(`${to} does not come to rest: ${error}\n${watching.problems.join('\n')}`)
      })
    await page.goto(home + to)
    await rest()
    for (const key of keys) await page.keyboard.press(key)
    if (keys.length > 0) await rest()
  }
  await go(path)
  return {
    ...watching,
    page,
    context,
    go,
    close: async () => {
      await context.close()
      if (watching.problems.length > 0) throw new Error(watching.problems.join('\n'))
    },
  }
}

function signedIn(browser: Browser, home: string, role: RoleName): Promise<Cookies> {
  const ofBrowser = sessions.get(browser) ?? new Map<string, Promise<Cookies>>()
  sessions.set(browser, ofBrowser)
  const key = `${home} ${role}`
  const known = ofBrowser.get(key) ?? signIn(browser, home, role)
  ofBrowser.set(key, known)
  return known
}

async function signIn(browser: Browser, home: string, role: RoleName): Promise<Cookies> {
  const context = await browser.newContext()
  const data = { email: emailOf(role), password }
  const answer = await context.request.post(`${home}/api/session`, { data })
  if (!answer.ok()) throw new Error(`${role} cannot sign in: ${await answer.text()}`)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/**
 * Waits until the page has its heading, no answer is under way and the picture stands still for two frames. The stream of facts
 * never ends, so the browser's own notion of an idle network does not help.
 */
export async function settled(page: Page): Promise<void> {
  await page.locator('main').first().waitFor({ state: 'attached' })
  const until = Date.now() + patienceMs
  do {
    await answered(page, until)
    await page.waitForFunction(async () => {
      if (document.querySelector('[aria-busy=true]')) return false
      const before = document.body.innerHTML.length
      await new Promise((resume) => setTimeout(resume, 120))
      await document.fonts.ready
      return before === document.body.innerHTML.length
    })
  } while (underWay(page).length > 0)
}

async function answered(page: Page, until: number): Promise<void> {
  while (underWay(page).length > 0) {
    if (Date.now() > until) throw new Error(`no answer to ${underWay(page).join(', ')}`)
    await sleep(10)
  }
}
