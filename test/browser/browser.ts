import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import './shared.ts'

/**
 * The browser of the run, for one file: it sees nothing of what others open in it, and `close` takes away only what the file
 * opened itself.
 */
export function openBrowser(): Promise<Browser> {
  return browserBehind(inject('browserDoor'))
}

/** The browser that is told of at a door; throws why there is none. */
export async function browserBehind(door: string): Promise<Browser> {
  const answer = await fetch(door)
  const said = await answer.text()
  if (!answer.ok) throw new Error(`There is no browser to test with. ${said}`)
  return await chromium.connect(said)
}
