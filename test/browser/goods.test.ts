// The rooms beside the orders: stock by scanner and by hand, customers that two people change, files that come in broken.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { type Opened, openConsole } from './open.ts'
import { invite } from './people.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await stockUp(house)
  await invite(house.client)
  await releaseOne()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** An order whose packing slip can be printed. */
async function releaseOne(): Promise<void> {
  const { call } = house.client
  const { id } = await call('POST /api/orders', { body: smallOrder() })
  await call('POST /api/orders/{id}/confirm', { params: { id } })
  await call('POST /api/orders/{id}/release', { params: { id } })
}

const open = (path: string, more: object = {}): Promise<Opened> =>
  openConsole(browser, house.url, { language: 'en', path, ...more })

/** What a gun sends, in one burst, to whatever has the focus; letters go into a field as they would. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((letters) => {
    const send = (key: string, code: string) => {
      const field = document.activeElement as HTMLInputElement
      const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true })
      if (!field.dispatchEvent(event) || key.length > 1 || field.tagName !== 'INPUT') return
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
      value?.set?.call(field, field.value + key)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    for (const letter of letters) send(letter, `Key${letter}`)
    send('Enter', 'Enter')
  }, text)
}

const onHand = async (sku: string, location: string) => {
  const { items } = await house.client.call('GET /api/stock', { query: { sku } })
  return items.find((level) => level.location === location)?.onHand ?? 0
}

describe('stock', () => {
  test('a scan opens the goods from any focus, and gives the field back what stood in it', async () => {
    // A gun needs four letters to be told from a hand.
    const names = { en: 'Lamp', zh: '灯' }
    const body = { variants: [{ sku: 'LAMP', name: names }] }
    await house.client.call('PUT /api/variants', { body })
    const { page, close } = await open('/stock')
    const box = page.getByRole('searchbox')
    await box.fill('te')
    await box.focus()
    await scan(page, 'LAMP')
    await page.getByRole('complementary').getByText('Lamp').first().waitFor()
    expect(await box.inputValue()).toBe('te')
    await close()
  })

  test('goods are made by hand, and a SKU that is taken is told and changes nothing', async () => {
    const { page, close, forgive } = await open('/stock', { as: 'desk' })
    forgive(/412/)
    const dialog = page.locator('[data-modal]')
    const make = async (sku: string, name: string) => {
      await page.getByRole('button', { name: 'New goods' }).click()
      await dialog.getByLabel('SKU').fill(sku)
      await dialog.getByLabel('Name in English').fill(name)
      await dialog.getByRole('button', { name: 'Save' }).click()
    }
    await make('MUG', 'Blue mug')
    await page.getByRole('complementary').getByText('Blue mug').first().waitFor()
    await make('TEA', 'Other tea')
    await dialog.getByRole('alert').waitFor()
    const params = { sku: 'TEA' }
    const { name } = await house.client.call('GET /api/variants/{sku}', { params })
    expect(name.en).toBe('Tea')
    await close()
  })

  test('a count shows its difference before it is posted, and what is promised cannot be taken', async () => {
    const before = await onHand('TEA', 'NORTH')
    const { page, close, forgive } = await open('/stock?sku=TEA')
    forgive(/^404 GET .api.variants.TEAX$/)
    await page.getByRole('button', { name: 'Post movement' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Cause').selectOption({ label: 'Counted' })
    await dialog.getByLabel('Location').selectOption('NORTH')
    await dialog.getByLabel('Pieces counted').fill(String(before + 3))
    await dialog.getByText('+3').waitFor()
    await dialog.getByRole('button', { name: 'Post', exact: true }).click()
    await expect.poll(() => onHand('TEA', 'NORTH')).toBe(before + 3)

    // With the answer the dialog begins anew, and what it told is gone.
    await dialog.getByLabel('Scan').and(page.locator(':focus')).waitFor()
    await scan(page, 'TEAX')
    await dialog.getByText('There is no such SKU').waitFor()
    await close()
  })

  test('who may not move stock sees no way to', async () => {
    const { page, close } = await open('/stock?sku=TEA', { as: 'viewer' })
    await page.getByText('By location').waitFor()
    expect(await page.getByRole('button', { name: 'Post movement' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Change safety stock' }).count()).toBe(0)
    await close()
  })
})

test('a customer whom somebody else changed meanwhile: what is typed stays, and saving again is a decision', async () => {
  const { call } = house.client
  const { id } = await call('POST /api/customers', { body: { name: 'Lise Meitner' } })
  const { page, close, forgive } = await open(`/customers?customer=${id}`)
  forgive(/^412 PATCH /)
  await page.getByRole('button', { name: 'Edit Note' }).click()
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('calls on Mondays')
  await call('PATCH /api/customers/{id}', { params: { id }, body: { note: 'calls on Fridays' } })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('calls on Fridays').waitFor()
  expect(await note.inputValue()).toBe('calls on Mondays')
  await page.getByRole('button', { name: 'Save mine' }).click()
  const whole = () => call('GET /api/customers/{id}', { params: { id } })
  await expect.poll(async () => (await whole()).note).toBe('calls on Mondays')
  await close()
})

test('a telephone stands in part until somebody asks for it, which is kept, and what is changed begins with the whole', async () => {
  const { call } = house.client
  const body = { name: 'Lili Boulanger', phone: '+442079460000', email: 'lili@example.com' }
  const { id } = await call('POST /api/customers', { body })
  const { page, close } = await open(`/customers?customer=${id}`)
  await page.getByText('+4420****0000').first().waitFor()
  expect(await page.getByText(body.phone).count()).toBe(0)
  await page.getByRole('button', { name: 'Edit Telephone' }).press('Enter')
  const field = page.getByRole('textbox', { name: 'Telephone' })
  await expect.poll(() => field.inputValue()).toBe(body.phone)
  await field.fill('+442079460001')
  await page.keyboard.press('Enter')
  await field.waitFor({ state: 'detached' })
  // The change is another version: how they are reached now has to be asked for again.
  await page.getByText('+4420****0001').first().waitFor()
  await page.getByRole('button', { name: 'Show in full' }).press('Enter')
  await page.getByText('+442079460001').waitFor()
  await page.getByText('lili@example.com').waitFor()
  expect(await violations(page)).toEqual([])
  const whole = await call('GET /api/customers/{id}', { params: { id } })
  expect(whole).toMatchObject({ phone: '+442079460001', email: 'lili@example.com' })
  const { items } = await call('GET /api/reveals', { query: { of: id } })
  expect(items.map(({ customer }) => customer)).toEqual([id, id])
  await close()
})

test('a file with broken rows is read before the eye, mended by keyboard, and agrees to the penny', async () => {
  const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
  const row = (invoice: number, quantity: string) =>
    `${invoice},CUP,A CUP,${quantity},2026-01-03 10:00,2.50,17850,United Kingdom`
  const rows = [row(900, '1'), row(901, 'six'), row(902, 'six'), row(903, 'x')]
  const { page, close } = await open('/imports')
  const buffer = Buffer.from(`${[head, ...rows].join('\n')}\n`)
  const file = { name: 'january.csv', mimeType: 'text/csv', buffer }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Every row is accounted for').waitFor()
  await page.keyboard.press('e')
  const cell = (row: number) => page.locator(`input[aria-label="Quantity, ${row}"]:focus`)
  await cell(3).waitFor()
  await page.keyboard.type('6')
  await page.keyboard.press('Shift+Enter')
  await cell(5).waitFor()
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await house.client.call('GET /api/imports')).items[0]?.repairs)
    .toBe(0)
  await page.getByText('Every row is accounted for').waitFor()
  await close()
})

test('a paper that is chosen can be had as a file, and the document that came in too', async () => {
  const { page, close } = await open('/documents?when=all')
  await page.getByRole('grid').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const paper = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download PDF' }).first().click()
  expect((await paper).suggestedFilename()).toBe('slip.pdf')
  await page.getByRole('button', { name: 'Came in' }).click()
  const original = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download', exact: true }).first().click()
  expect((await original).suggestedFilename()).toMatch(/\.csv$/)
  await close()
})
