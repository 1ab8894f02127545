// What a page has asked the server for and has not been given yet. A page that waits looks like one at rest: nothing on it moves.
import type { BrowserContext, Page, Request } from 'playwright-core'

const asked = new WeakMap<Page, Set<Request>>()

/** Notes what the pages of a context ask for, from the first one on. */
export function noteRequests(context: BrowserContext): void {
  context.on('page', (page) => {
    const open = new Set<Request>()
    asked.set(page, open)
    const ended = (request: Request) => open.delete(request)
    page.on('request', (request) => {
      if (request.url().startsWith('http')) open.add(request)
    })
    page.on('requestfinished', ended)
    page.on('requestfailed', ended)
    // The stream of facts never ends: it is there when it begins to answer.
    page.on('response', (response) => {
      if (new URL(response.url()).pathname === '/api/stream') ended(response.request())
    })
  })
}

/** The addresses that are still waited for. */
export function underWay(page: Page): string[] {
  return [...(asked.get(page) ?? [])].map((request) => request.url())
}
