// The desk's work in a browser: a view that is kept, a run over many orders, a file, a list that was pasted.
import { text } from 'node:stream/consumers'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/base/platform/index.ts'
import { placeMany } from '../desk.ts'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { changeTheme, inColours, violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { openConsole } from './open.ts'
import { invite } from './people.ts'
import { badWords } from './spoken.ts'

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
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const paste = (text: string) => {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  const at = document.activeElement ?? document
  at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
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
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const view = page.getByRole('button', { name: /^To check/ })
  await expect.poll(() => view.getAttribute('aria-pressed')).toBe('true')
  await page.waitForURL(/bucket=to_confirm.*view=view_/)

  await page
    .getByRole('button', { name: /^All\b/ })
    .first()
    .click()
  await page.getByRole('button', { name: /To check.*Differs/ }).waitFor()
  await view.click()
  await page.waitForURL(/bucket=to_confirm/)
  await go('/orders')
  await page.getByRole('button', { name: /^To check/ }).click()
  await page.waitForURL(/bucket=to_confirm.*view=view_/)
  await close()
})

test('pasted numbers become a list, of which many are confirmed in a run', async () => {
  const { page, close } = await openConsole(browser, house.url, { language: 'en', path: '/orders' })
  // Where people paste them.
  await page.getByRole('searchbox').focus()
  await page.evaluate(paste, [...numbers.slice(0, 115), 'NOWHERE-1'].join('\n'))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Look up 116' }).click()
  await dialog.getByText('1 not found').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Show 115 orders' }).click()
  await page.waitForURL(/list=lst_/)
  await dialog.waitFor({ state: 'detached' })

  await page.getByText('115 orders', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: 'Mark all loaded rows' }).click()
  await page.getByRole('button', { name: 'Choose all 115' }).click()
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await dialog.getByText('113 of 115 orders can be done.').waitFor()
  await dialog.getByText('A hold blocks it').waitFor()
  await dialog.getByRole('button', { name: 'Do it for 113 orders' }).click()
  await dialog.getByText('Finished').waitFor()
  await dialog.getByRole('button', { name: /^Refused\s*2$/ }).waitFor()
  await dialog.getByRole('link', { name: String(numbers[0]) }).waitFor()
  await dialog.getByText('Confirming cannot be undone').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Runs' }).click()
  await dialog.getByRole('button', { name: /Confirm orders/ }).click()
  await dialog.getByRole('button', { name: 'Try the 2 refused again' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  const held = async () => {
    const { buckets } = await house.client.call('GET /api/orders/counts')
    return buckets.held
  }
  // All that match are still meant.
  await page.getByRole('button', { name: 'Hold', exact: true }).click()
  await dialog.getByRole('button', { name: 'Hold', exact: true }).click()
  await dialog.getByRole('button', { name: 'Do it for 115 orders' }).click()
  await dialog.getByRole('button', { name: 'Undo: lift the hold of these 115' }).click()
  await dialog.getByText('An undo cannot be undone').waitFor()
  // Those that were held before are held as they were.
  await expect.poll(held).toBe(2)
  await close()
})

test('what is done to several at once is kept as a run, which is taken back from there as from the toast', async () => {
  const { page, close } = await openConsole(browser, house.url, { language: 'en', path: '/orders' })
  const dialog = page.getByRole('dialog')
  const marks = page.locator('[data-key] [data-mark]')
  const holdTwo = async () => {
    for (const at of [0, 1]) await marks.nth(at).click()
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await dialog.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByText('Held 2 orders').first().waitFor()
  }
  await holdTwo()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone: the hold of 2 orders is lifted again').waitFor()
  await holdTwo()
  await page.getByRole('button', { name: 'Runs' }).click()
  await dialog.getByRole('button', { name: /^Hold orders.*2 of 2 ?Undone/ }).waitFor()
  await dialog.getByRole('button', { name: /^Hold orders.*2 of 2 ?Finished/ }).click()
  await dialog.getByRole('button', { name: 'Undo: lift the hold of these 2' }).click()
  await dialog.getByText('An undo cannot be undone').waitFor()
  await dialog.getByRole('heading', { name: 'Undo: Hold orders' }).waitFor()
  await dialog.getByRole('button', { name: 'Runs' }).click()
  await dialog
    .getByRole('button', { name: /^Hold orders.*Undone/ })
    .first()
    .click()
  await dialog.getByText(/^Undone by /).waitFor()
  expect(await dialog.getByRole('button', { name: /^Undo|Try the|Go on/ }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await close()
})

test('the list is taken as a file, or the marked ones of it, with the columns of last time', async () => {
  const { page, close } = await openConsole(browser, house.url, { language: 'en', path: '/orders' })
  const marked = page.locator('[data-key] [data-mark]')
  for (const at of [3, 5]) await marked.nth(at).click()
  await page.getByRole('button', { name: 'Export' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Format').selectOption('csv')
  await dialog.getByLabel('Order ID').check()
  const few = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export 2 orders' }).click()
  const two = (await text(await (await few).createReadStream())).trimEnd().split('\r\n')
  const keys = await page
    .locator('[data-key][aria-selected=true]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.key ?? ''))
  expect(two.slice(1).map((line) => line.split(',').at(-1))).toEqual(keys)
  await dialog.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Export' }).first().click()
  await dialog.getByLabel('Orders', { exact: true }).selectOption('view')
  expect(await dialog.getByLabel('Order ID').isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Columns as on the screen' }).click()
  expect(await violations(page)).toEqual([])
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export 120 orders' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^orders-.*\.csv$/)
  const lines = (await text(await download.createReadStream())).trimEnd().split('\r\n')
  expect(lines).toHaveLength(121)
  const heads = await page.locator('[data-column] button').allTextContents()
  const shown = heads.map((head) => head.replace(/^[↑↓] /, ''))
  const [state, reason, promise] = shown.slice(1)
  expect(lines[0]).toContain(`Order,${state},${reason},${promise},`)
  await dialog.waitFor({ state: 'detached' })
  await close()
})

test('on a phone the chosen queue and the late one are in sight, one column stays, and rows fit a thumb', async () => {
  const { page, close, go } = await openConsole(browser, house.url, {
    ...{ language: 'en', path: '/orders' },
  })
  const inSight = async (name: string) => {
    const box = await page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) }).boundingBox()
    const { width = 0 } = page.viewportSize() ?? {}
    return box !== null && box.x >= 0 && box.x + box.width <= width
  }
  await page.setViewportSize({ width: 1366, height: 800 })
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await page.locator('aside header').waitFor()
  await expect
    .poll(async () => [await inSight('Late'), await inSight('All')])
    .toEqual([...[true, true]])
  // What an order comes to is seen beside the panel, and there is a way to every queue.
  const endOf = async (part: Locator) => {
    const { x = 0, width = 0 } = (await part.boundingBox()) ?? {}
    return x + width
  }
  const edge = async () => (await page.locator('aside').boundingBox())?.x ?? 0
  const isBeside = async (part: Locator) => (await endOf(part)) <= (await edge())
  await expect.poll(() => isBeside(page.getByRole('columnheader', { name: /^Total/ }))).toBe(true)
  const last = page.getByRole('button', { name: /^Cancelled/ })
  expect(await isBeside(last)).toBe(false)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect.poll(() => isBeside(last)).toBe(true)
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await go('/orders?bucket=delivered')
  await expect
    .poll(async () => [await inSight('Late'), await inSight('Delivered')])
    .toEqual([...[true, true]])
  await page.getByRole('button', { name: /^All \d|^All\d/ }).click()
  const cell = page.locator('[data-key]').first().getByRole('gridcell')
  await expect
    .poll(async () => (await cell.nth(1).boundingBox())?.height)
    .toBeGreaterThanOrEqual(43)
  const places = await cell.evaluateAll((cells) =>
    cells.map((one) => getComputedStyle(one).position),
  )
  // The marks, and the number of the order.
  expect(places.filter((place) => place === 'sticky')).toHaveLength(2)
  // How much there is of something, and where, is seen without scrolling.
  await go('/stock')
  for (const name of [/^Location/, /^Available/])
    await expect
      .poll(() => endOf(page.getByRole('columnheader', { name })))
      .toBeLessThanOrEqual(390 - 44)
  await close()
})

const dialogs: [string, (page: Page) => Promise<void>][] = [
  [
    'export',
    async (page) => {
      await page.getByRole('button', { name: '导出' }).click()
      await page.getByRole('dialog').getByText('导出 120 单').waitFor()
    },
  ],
  [
    'paste',
    async (page) => {
      await page.evaluate(paste, `${numbers[0]} NOWHERE-1`)
      await page.getByRole('button', { name: '查找 2 个' }).click()
      await page.getByRole('dialog').getByText('1 个没有找到').waitFor()
    },
  ],
  [
    'runs',
    async (page) => {
      await page.getByRole('button', { name: '批量任务' }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /批量审核/ })
        .click()
      await page.getByRole('dialog').getByText('被拒绝').first().waitFor()
    },
  ],
  [
    'view',
    async (page) => {
      await page.getByRole('button', { name: '视图', exact: true }).click()
      await page.getByRole('menuitem', { name: '另存为视图…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  ],
]

test.each(dialogs)(
  'the dialog of %s speaks Chinese, is read in every theme, and Esc leaves it',
  async (_, open) => {
    const { page, close } = await openConsole(browser, house.url, { path: '/orders' })
    await open(page)
    expect(await badWords(page, 'zh')).toEqual([])
    for (const theme of ['dark', 'contrast']) {
      await changeTheme(page, theme)
      expect(await violations(page, inColours), theme).toEqual([])
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await close()
  },
)
