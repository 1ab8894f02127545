import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './launch.ts'
import { watch } from './watch.ts'

let browser: Browser
let asked = 0
const other = createServer((_, answer) => {
  asked += 1
  answer.end()
})
let port: number
beforeAll(async () => {
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  port = (other.address() as AddressInfo).port
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  other.close()
})

test('another host is not reached, and that it was asked is noted', async () => {
  const context = await browser.newContext()
  const home = `http://127.0.0.1:${port}`
  const { problems } = watch(context, home)
  const page = await context.newPage()
  await page.goto(home)
  expect([asked, problems]).toEqual([1, []])
  // A name of this machine, which would answer if it were found.
  const elsewhere = `http://localhost:${port}/fonts.css`
  await expect(page.goto(elsewhere)).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
  expect([asked, problems]).toEqual([1, [`asks ${elsewhere}`]])
  await context.close()
})
