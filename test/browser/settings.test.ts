// The settings in a browser: two people at one setting, secrets that are shown once, and looking through a role's eyes.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles } from '../../src/ground/identity/index.ts'
import { type House, openHouse } from '../house.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { openConsole, settled } from './open.ts'
import { invite } from './people.ts'

let house: House
let browser: Browser
const name = { zh: '网店', en: 'Web shop' }
const web = { kind: 'channel', code: 'web' } as const

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await invite(house.client)
  await setWeb(48)
  const location = { name: { zh: '杭州仓', en: 'Hangzhou' }, address: {} }
  await house.client.call('PUT /api/locations', { body: { code: '杭州', ...location } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const setWeb = (promiseHours: number) =>
  house.client.call('PUT /api/settings/{kind}/{code}', {
    params: web,
    body: { name, promiseHours },
  })
const open = (path: string, as: 'owner' | 'viewer' = 'owner') =>
  openConsole(browser, house.url, { language: 'en', path, as })
const promise = async () => {
  const { items } = await house.client.call('GET /api/settings', { query: { kind: 'channel' } })
  return items.map(({ value }) => ('promiseHours' in value ? value.promiseHours : null))
}

test('who was slower sees who changed what, keeps what they typed, and decides', async () => {
  const { page, close } = await open('/settings/channels?open=web')
  const hours = page.getByLabel('Promise in hours')
  await hours.fill('12')
  await setWeb(36)
  const note = page.getByRole('alert')
  await note.getByText('changed this meanwhile').waitFor()
  expect(await note.textContent()).toMatch(/48.*36/)
  expect(await hours.inputValue()).toBe('12')
  expect(await violations(page)).toEqual([])

  await note.getByRole('button', { name: 'Keep what I typed' }).click()
  expect([await hours.inputValue(), await promise()]).toEqual(['12', [36]])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('36').and(page.locator('del *, del')).first().waitFor()
  expect(await promise()).toEqual([12])
  await close()
})

test('a form that nobody touched follows what others change', async () => {
  const { page, close } = await open('/settings/channels?open=web')
  await setWeb(72)
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input')].some(({ value }) => value === '72'),
  )
  expect(await page.getByRole('alert').count()).toBe(0)
  await close()
})

test('what the server refuses stands at its field, and nothing is saved', async () => {
  const { page, close, forgive } = await open('/settings/company')
  forgive(/^422 PUT/)
  await page.getByLabel('Name in Chinese').fill('青禾')
  await page.getByLabel('Name in English').fill('Qinghe')
  await page.getByLabel('Mail').fill('nowhere')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This is not a valid e-mail address.').waitFor()
  expect(await page.getByLabel('Mail').getAttribute('aria-invalid')).toBe('true')
  const { items } = await house.client.call('GET /api/settings', { query: { kind: 'company' } })
  expect(items).toEqual([])
  await close()
})

test('who is added gets a password that is shown once and works', async () => {
  const { page, close } = await open('/settings/people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel('Name').fill('Zhao Yun')
  await dialog.getByLabel('Mail').fill('zhao@example.com')
  await dialog.getByLabel('All locations').uncheck()
  await dialog.getByLabel('Hangzhou (杭州)').check()
  await dialog.getByRole('button', { name: 'Add a person' }).click()
  const password = await dialog.getByLabel('Password for the first time').inputValue()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Zhao Yun' }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(password)

  const body = JSON.stringify({ email: 'zhao@example.com', password })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${house.url}/api/session`, { method: 'POST', headers, body })
  expect((await answer.json()).user).toMatchObject({ role: 'desk', locations: ['杭州'] })
  await close()
})

test('an owner sees as a picker of one warehouse, and comes back', async () => {
  const { page, close } = await open('/orders')
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'See as a role' }).click()
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel('All locations').uncheck()
  await dialog.getByLabel('Hangzhou (杭州)').check()
  await dialog.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Seeing as Warehouse · 杭州').waitFor()
  await settled(page)
  const places = page.getByRole('navigation', { name: 'Menu' }).or(page.locator('nav').first())
  expect(await places.first().textContent()).not.toContain('Customers')
  expect(roles.warehouse.has('customers:read')).toBe(false)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('link', { name: 'Customers' }).waitFor()

  // Beside somebody of the list, with their role and their limits.
  await page.goto(`${house.url}/settings/people`)
  await page.getByRole('button', { name: 'Zhao Yun' }).click()
  await page.getByRole('button', { name: 'See what they see' }).click()
  await page.getByText('Seeing as Order desk · 杭州').waitFor()
  await settled(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('link', { name: 'System' }).waitFor()
  await close()
})

test('who may not manage settings may read them and is offered nothing that would be refused', async () => {
  const { page, close, go } = await open('/settings', 'viewer')
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0)
  await go('/settings/people')
  expect(await page.locator('main').textContent()).toContain('manage people')
  await close()
})

test('a price list is made and changed, a price is typed in pounds and a tax rate in per cent', async () => {
  const { call } = house.client
  const mug = { sku: 'MUG', name: { en: 'Mug' } }
  await call('PUT /api/variants', { body: { variants: [mug] } })
  const { page, close, go } = await open('/settings/prices?add=1')
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await page.getByLabel('Code').fill('retail')
  await page.getByLabel('Currency').selectOption('GBP')
  await save.click()
  await page.getByRole('button', { name: 'retail' }).click()
  await page.getByRole('button', { name: 'Set price' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('SKU').fill('mug')
  await page.getByRole('option', { name: 'Mug' }).click()
  await dialog.getByLabel('Price', { exact: true }).fill('12.5')
  await dialog.getByLabel('Price', { exact: true }).press('Enter')
  await page.getByText('£12.50').waitFor()
  await page.getByLabel('Prices include tax').uncheck()
  await save.click()
  await page.locator('del', { hasText: 'yes' }).waitFor()
  expect(await violations(page)).toEqual([])

  await go('/settings/taxes?add=1')
  await page.getByLabel('Sent to').selectOption('GB')
  await page.getByLabel('Rate', { exact: true }).fill('17.5')
  await save.click()
  await page.getByRole('cell', { name: '17.5%' }).waitFor()
  expect(await violations(page)).toEqual([])
  const of = async (name: 'GET /api/price-lists' | 'GET /api/prices' | 'GET /api/tax-rates') =>
    (await call(name)).items[0]
  expect(await of('GET /api/price-lists')).toMatchObject({
    ...{ code: 'retail', currency: 'GBP', taxIncluded: false, version: 2 },
  })
  expect(await of('GET /api/prices')).toEqual({ sku: 'MUG', priceList: 'retail', amount: 1_250 })
  const rate = { country: 'GB', taxClass: 'standard', ratePpm: 175_000, version: 1 }
  expect(await of('GET /api/tax-rates')).toMatchObject(rate)

  // Both end after a question that says what follows.
  await page.getByRole('button', { name: /· standard$/ }).click()
  await page.getByRole('button', { name: 'End this rate' }).click()
  await dialog.getByRole('button', { name: 'End this rate' }).click()
  await page.getByRole('cell', { name: '17.5%' }).waitFor({ state: 'detached' })
  await expect.poll(() => of('GET /api/tax-rates')).toBeUndefined()
  await go('/settings/prices?open=retail')
  await page.getByRole('button', { name: 'End the price of MUG' }).click()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'End', exact: true }).click()
  await page.getByText('£12.50').waitFor({ state: 'detached' })
  await expect.poll(() => of('GET /api/prices')).toBeUndefined()
  await close()
})
