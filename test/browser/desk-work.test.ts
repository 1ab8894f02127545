// The desk's work in a browser: a view that is kept, a run over many orders, a file, a list that was pasted.
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeMany } from '../../src/desk/scene.fixture.ts'
import { sql } from '../../src/platform/index.ts'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { launchBrowser } from './launch.ts'
import { openConsole } from './open.ts'
import { invite } from './people.ts'

let house: House
let browser: Browser
let numbers: number[]

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await stockUp(house)
  await invite(house.client)
  await placeMany(house.database, 120, smallOrder())
  const rows = await house.rows<{ id: string; number: number }>(
    sql`select id, number from orders.orders order by number`,
  )
  numbers = rows.map(({ number }) => number)
  for (const { id } of rows.slice(0, 2))
    await house.client.call('POST /api/orders/{id}/hold', {
      ...{ params: { id }, body: { code: 'address_check' } },
    })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const shots = process.env.SHOTS
const paste = (text: string) => {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
}

test('a view is saved, marked when the screen has moved on, and shown again', async () => {
  const { page, close, go } = await openConsole(browser, house.url, {
    ...{ language: 'en', path: '/orders?bucket=to_confirm' },
  })
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a view …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('To check')
  expect(await violations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/view-name.png` })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const view = page.getByRole('button', { name: /^To check/ })
  await view.waitFor()
  expect(await view.getAttribute('aria-pressed')).toBe('true')
  const kept = page.url()
  expect(kept).toMatch(/bucket=to_confirm.*view=view_/)

  await page
    .getByRole('button', { name: /^All\b/ })
    .first()
    .click()
  await page.getByRole('button', { name: /To check.*Differs/ }).waitFor()
  if (shots) await page.screenshot({ path: `${shots}/view-changed.png` })
  await view.click()
  await page.waitForURL(/bucket=to_confirm/)
  await go('/orders')
  await page.getByRole('button', { name: /^To check/ }).click()
  await page.waitForURL(/bucket=to_confirm.*view=view_/)
  await close()
})

test('pasted numbers become a list, of which many are confirmed in a run', async () => {
  const { page, close } = await openConsole(browser, house.url, { language: 'en', path: '/orders' })
  await page.evaluate(paste, [...numbers.slice(0, 115), 'NOWHERE-1'].join('\n'))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Look up 116' }).click()
  await dialog.getByText('1 not found').waitFor()
  expect(await violations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/paste.png` })
  await dialog.getByRole('button', { name: 'Show 115 orders' }).click()
  await page.waitForURL(/list=lst_/)
  await dialog.waitFor({ state: 'detached' })

  await page.getByText('115 orders', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: 'Mark all loaded rows' }).click()
  await page.getByRole('button', { name: 'Choose all 115' }).click()
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await dialog.getByText('113 of 115 orders can be done.').waitFor()
  await dialog.getByText('A hold blocks it').waitFor()
  if (shots) await page.screenshot({ path: `${shots}/bulk-preview.png` })
  await dialog.getByRole('button', { name: 'Do it for 113 orders' }).click()
  await dialog.getByText('Finished').waitFor()
  await dialog.getByRole('button', { name: /^Refused\s*2$/ }).waitFor()
  await dialog.getByRole('link', { name: String(numbers[0]) }).waitFor()
  expect(await violations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/bulk-run.png` })
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Runs' }).click()
  await dialog.getByRole('button', { name: /Confirm orders/ }).click()
  await dialog.getByRole('button', { name: 'Try the 2 refused again' }).waitFor()
  if (shots) await page.screenshot({ path: `${shots}/runs.png` })
  await close()
})

test('the list is taken as a file', async () => {
  const { page, close } = await openConsole(browser, house.url, { language: 'en', path: '/orders' })
  await page.getByRole('button', { name: 'Export' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Format').selectOption('csv')
  expect(await violations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/export.png` })
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export 120 orders' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^orders-.*\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(121)
  await dialog.waitFor({ state: 'detached' })
  await close()
})
