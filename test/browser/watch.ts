// What a page must never do, whatever is tested: ask another host, break its policy, or fail without a word.
import type { BrowserContext, Page } from 'playwright-core'

/** Lines that tests read; empty when all is well. */
export type Watch = { problems: string[]; forgive(pattern: RegExp): void }

/**
 * Watches every page of a context. A request to another host is noted, as are errors on the console, errors that
 * nobody caught, and answers of 400 and above. A test that provokes one on purpose forgives it first.
 */
export function watch(context: BrowserContext, home: string): Watch {
  const problems: string[] = []
  const forgiven: RegExp[] = []
  const note = (line: string) => {
    if (!forgiven.some((pattern) => pattern.test(line))) problems.push(line)
  }
  const isOurs = (url: string) =>
    new URL(url).origin === home || url.startsWith('data:') || url.startsWith('blob:')
  context.on('request', (request) => {
    if (!isOurs(request.url())) note(`asks ${request.url()}`)
  })
  context.on('page', (page) => watchPage(page, note))
  context.on('response', (response) => {
    if (response.status() < 400) return
    note(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`)
  })
  return { problems, forgive: (pattern) => forgiven.push(pattern) }
}

function watchPage(page: Page, note: (line: string) => void): void {
  page.on('pageerror', (error) => note(`throws ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    // The browser repeats every refused request on the console; those are noted by their status.
    if (/^Failed to load resource/.test(message.text())) return
    if (message.type() === 'error' || message.type() === 'warning')
      note(`says ${message.type()}: ${message.text()}`)
  })
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
