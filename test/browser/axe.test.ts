import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inColours, inWords, violations } from './axe.ts'
import { openBrowser } from './launch.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
})
afterAll(async () => {
  await browser?.close()
})

/** The rules that a page breaks. */
async function broken(html: string, only?: readonly string[]): Promise<string[]> {
  await page.setContent(html)
  return (await violations(page, only)).map((line) => line.slice(0, line.indexOf(':')))
}

const empty = `<html lang="zh-Klingon"><title></title><button></button><a href="/"></a><input>
  <div role="button" tabindex="0"></div><span lang="xx">?</span></html>`

test('what has no words, and a language that there is not, is found by the rules of words alone', async () => {
  const found = await broken(empty, inWords)
  const names = ['aria-command-name', 'button-name', 'document-title', 'label', 'link-name']
  // What says nothing is too small to press as well.
  expect(found.sort()).toEqual([...names, 'target-size', 'valid-lang'])
})

const pale =
  '<html lang="en"><title>t</title><p style="color: #ccc; background: #fff">pale</p></html>'

test('what is too pale is found by the rules of colours, and by all', async () => {
  expect(await broken(pale, inColours)).toEqual(['color-contrast'])
  expect(await broken(pale)).toEqual(['color-contrast'])
  expect(await broken(pale, inWords)).toEqual([])
})
