// What goes wrong while many orders are worked on: a run of which some refuse, rubbish that is pasted, two people on one order,
// an answer that is lost on its way, an address of nothing, what cannot be done yet.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { referencesIn } from '../../console/desk/pasted.ts'
import { placeMany } from '../desk.ts'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { keysOf, paste, press, rowOf } from './act.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { giveTea } from './morning.fixture.ts'
import { openConsole, type Wanted } from './open.ts'
import { invite } from './people.ts'
import { speaker } from './say.ts'

const say = speaker('en')
const many = 400
const [held, confirmed] = [20, 17]
const refused = held + confirmed
let house: House
let browser: Browser
let ids: string[]

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await stockUp(house)
  await giveTea(house, 1_000)
  await invite(house.client)
  ids = await placeMany(house.database, many, { ...smallOrder(), channel: 'fair' })
  const hold = { command: 'hold' as const, code: 'address_check' }
  const commands = [
    ...ids.slice(0, held).map((id) => ({ id, do: hold })),
    ...ids.slice(held, refused).map((id) => ({ id, do: { command: 'confirm' as const } })),
  ]
  await house.client.call('POST /api/orders/commands', { body: { commands } })
  await meet('Rosalind Franklin', 'Chien-Shiung Wu')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const open = (wanted: Wanted = {}) => openConsole(browser, house.url, { language: 'en', ...wanted })
const read = (id: string) => house.client.call('GET /api/orders/{id}', { params: { id } })
const newest = async () =>
  (await house.client.call('GET /api/orders', { query: { limit: 1 } })).items[0]?.id ?? ''
/** Asks as the person at the page: runs are told to whoever began them. */
const ask = async (page: Page, path: string) =>
  await (await page.request.get(house.url + path)).json()

/** Something that is no text: the beginning of a workbook, with every sign that a clipboard can hold. */
const binary = `PK\u0003\u0004\u0014\u0000\u0006\u0000\u0008\u0000!\u0000\uFFFD\uFFFD\u007F\u200B\uD800 xl/workbook.xml`
const junk = Array.from(
  { length: 600 },
  (_, n) => `${n % 7 === 0 ? binary : 'row'}\u0000${n}\u0001`,
)

test('of 400 orders 37 refuse: the run counts them, says why, and tries just those again', async () => {
  const { page, close } = await open({ path: '/orders?channel=fair' })
  await page.getByRole('checkbox', { name: say('kit.grid_mark_all') }).click()
  await page.getByRole('button', { name: say('desk.marked_all', { n: many }) }).click()
  await page.getByRole('button', { name: say('desk.do_confirm'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: say('deskwork.bulk_confirm') })
  const line = (code: string, n: number) =>
    dialog.getByRole('listitem').filter({ hasText: new RegExp(`^${say(code)}${n}$`) })
  await dialog.getByText(say('deskwork.bulk_allowed', { n: '363', total: '400' })).waitFor()
  await line('deskwork.bulk_why_held', held).waitFor()
  await line('deskwork.bulk_why_wrong_status', confirmed).waitFor()
  await dialog.getByRole('button', { name: say('deskwork.bulk_start_n', { n: 363 }) }).click()
  await dialog.getByText(say('deskwork.bulk_state_done')).waitFor()
  const standing = dialog.getByRole('status')
  await standing.getByText(say('deskwork.bulk_n_refused', { n: refused })).waitFor()
  const [run] = (await ask(page, '/api/bulk')).items
  expect(run).toMatchObject({ state: 'done', total: many, done: 363, refused })
  const items = (await ask(page, `/api/bulk/${run.id}/items?outcome=refused&limit=200`)).items
  const orders = items.map(({ order }: { order: string }) => order)
  expect(orders.sort()).toEqual(ids.slice(0, refused).sort())
  const reasons = dialog.getByRole('region', { name: say('deskwork.bulk_refused') })
  await expect.poll(() => reasons.getByRole('listitem').count()).toBe(refused)

  await liftAll()
  await dialog.getByRole('button', { name: say('deskwork.bulk_retry', { n: refused }) }).click()
  await dialog.getByRole('button', { name: say('deskwork.bulk_retry', { n: confirmed }) }).waitFor()
  const after = await ask(page, `/api/bulk/${run.id}`)
  expect(after).toMatchObject({ state: 'done', total: many, done: 383, refused: confirmed })
  for (const id of ids.slice(0, held)) expect((await read(id)).status).toBe('confirmed')
  await close()
})

async function liftAll(): Promise<void> {
  const commands = ids.slice(0, held).map((id) => ({ id, do: { command: 'lift' as const } }))
  await house.client.call('POST /api/orders/commands', { body: { commands } })
}

test('600 lines of rubbish at the desk: the few numbers in them are found, the others are told', async () => {
  const { page, close } = await open({ path: '/orders' })
  const some = [3, 150, 399].map((index) => ids[index] ?? '')
  const numbers = await Promise.all(some.map(async (id) => (await read(id)).number))
  const lines = junk.toSpliced(50, 0, `${numbers[0]}`).toSpliced(300, 0, `#${numbers[1]}`)
  const text = [...lines, numbers[2]].join('\r\n')
  await paste(page, text)
  const dialog = page.getByRole('dialog', { name: say('deskwork.paste_title') })
  await dialog.getByRole('button', { name: /^Look up/ }).click()
  await dialog.getByText(say('deskwork.paste_found', { n: 3 })).waitFor()
  const rest = referencesIn(text).length - 3
  expect(rest).toBeGreaterThan(590)
  await dialog.getByText(say('deskwork.paste_missing', { n: rest })).waitFor()
  await dialog.getByRole('button', { name: say('deskwork.paste_show', { n: 3 }) }).click()
  await page.waitForURL(/list=lst_/)
  await expect.poll(async () => (await keysOf(page)).sort()).toEqual(some.sort())
  const list = new URL(page.url()).searchParams.get('list') ?? ''
  const { items } = await house.client.call('GET /api/orders', { query: { list } })
  expect(items.map(({ id }) => id).sort()).toEqual(some.sort())
  await close()
})

test('rubbish in entry: every line that cannot be read is told, the others are taken', async () => {
  const { page, close } = await open({ path: '/entry' })
  await begin(page, 'Rosalind Franklin')
  const lines = ['TEA\t2', 'CUP\tmany', '\t3', 'TEA\t1\tcheap', `${binary}\t\u0000\t`, 'CUP\t1']
  await paste(page, lines.join('\n'))
  const told = page.getByRole('alert')
  await told.getByText(say('entry.refused_title', { n: 4 })).waitFor()
  const why = { 2: 'quantity', 3: 'no_sku', 4: 'price', 5: 'quantity' }
  for (const [row, reason] of Object.entries(why)) {
    const words = say(`entry.refused_${reason}`)
    await told.getByText(say('entry.refused_row', { row, why: words })).waitFor()
  }
  await page.locator('[data-place]').click()
  await page.getByRole('status').filter({ hasText: /\d{6}/ }).waitFor()
  const placed = await read(await newest())
  expect(placed.customer.name).toBe('Rosalind Franklin')
  expect(placed.lines.map(({ sku, ordered }) => [sku, ordered])).toEqual([
    ['TEA', 2],
    ['CUP', 1],
  ])
  await close()
})

test('two people at the desk on one order: the slower one is told who was faster, and nothing is done twice', async () => {
  const [id = ''] = await placeMany(house.database, 1, smallOrder())
  const slow = await open({ path: '/orders?bucket=to_confirm' })
  const fast = await open({ path: '/orders?bucket=to_confirm', as: 'desk' })
  for (const { page } of [slow, fast]) {
    await rowOf(page, id).waitFor()
    await page.locator('[role=grid]').focus()
    await press(page, 'Home')
  }
  // What the slower one sent is on its way when the faster one's is done.
  await slow.page.route('**/api/orders/commands', async (route) => {
    await press(fast.page, 'a')
    await expect.poll(async () => (await read(id)).status).toBe('confirmed')
    await route.continue()
  })
  await press(slow.page, 'a')
  const told = slow.page.getByRole('alert')
  await told.getByText(say('desk.refused', { n: 1 })).waitFor()
  await told.getByText('Grace Hopper').waitFor()
  expect((await factsOf(id)).filter((type) => type === 'order.confirmed')).toHaveLength(1)
  await slow.close()
  await fast.close()
})

async function factsOf(id: string): Promise<string[]> {
  const { items } = await house.client.call('GET /api/orders/{id}/events', { params: { id } })
  return items.map(({ type }) => type)
}

test('the answer to placing an order is lost: it is asked for again under the same key, and there is one order', async () => {
  const { page, close, forgive } = await open({ path: '/entry' })
  forgive(/ERR_|fetch|network/i)
  const keys: (string | undefined)[] = []
  await page.route('**/api/orders', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 1) return await route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await begin(page, 'Chien-Shiung Wu')
  await paste(page, 'TEA\t3\nCUP\t1')
  await page.locator('[data-place]').click()
  await page.getByRole('status').filter({ hasText: /\d{6}/ }).waitFor()
  expect(keys).toEqual([keys[0], keys[0]])
  expect(keys[0]).toMatch(/./)
  const { items } = await house.client.call('GET /api/orders', { query: { limit: 5 } })
  const hers = items.filter(({ customer }) => customer.name === 'Chien-Shiung Wu')
  expect(hers, 'the one that made her known, and this').toHaveLength(2)
  await close()
})

/** Begins an order of somebody known, whose address comes with them; the cursor is in the first line. */
async function begin(page: Page, name: string): Promise<void> {
  const box = page.locator('[data-buyer] input').first()
  await box.pressSequentially(name)
  await page.getByRole('option', { name }).first().click()
  await page.getByText(say('entry.buyer_known')).waitFor()
  await page.locator('address').getByText(name).waitFor()
  await page.locator('[data-line]').first().locator('[data-cell=sku] input').first().click()
  await page.locator('[data-cell=sku] input:focus').waitFor()
}

/** Customers whom an order has made known. */
async function meet(...names: string[]): Promise<void> {
  for (const name of names) {
    const order = smallOrder()
    const customer = { name, email: `${name.replaceAll(' ', '.')}@example.com` }
    const shipTo = { ...order.shipTo, name }
    await house.client.call('POST /api/orders', { body: { ...order, customer, shipTo } })
    const known = () => house.client.call('GET /api/customers', { query: { q: name } })
    await vi.waitFor(async () => expect((await known()).items).toHaveLength(1), 50_000)
  }
}

/** The guards that keep the focus in a menu take it and are hidden: that is their job. */
const flaws = async (page: Page) =>
  (await violations(page)).filter((line) => !line.includes('focus-guard'))

test('an address of no queue says so and leads to all; the one that people guess leads to the entry', async () => {
  const { page, close, go } = await open({ path: '/orders?bucket=xyz' })
  await page.getByText('There is no queue “xyz”').waitFor()
  expect(await flaws(page)).toEqual([])
  await page.getByRole('button', { name: 'All orders' }).click()
  await rowOf(page, await newest()).waitFor()
  await go('/orders/new')
  await page.waitForURL(/\/entry$/)
  await close()
})

test('the menu of a row says why something is not possible, and stands whole in the window', async () => {
  await placeMany(house.database, 12, smallOrder())
  const { page, close } = await open({ path: '/orders?bucket=to_confirm' })
  await page.setViewportSize({ width: 1366, height: 640 })
  await page.locator('[role=row][data-key]').nth(9).click({ button: 'right' })
  const menu = page.getByRole('menu')
  const release = menu.getByRole('menuitem', { name: /Release to warehouse/ })
  await expect.poll(() => release.getAttribute('aria-disabled')).toBe('true')
  expect(await release.textContent()).toContain('not confirmed yet')
  const lowest = async () => {
    const { y = 0, height = 0 } = (await menu.boundingBox()) ?? {}
    return y + height
  }
  await expect.poll(lowest).toBeLessThanOrEqual(640)
  expect(await flaws(page)).toEqual([])
  await press(page, 'Escape')
  await menu.waitFor({ state: 'detached' })
  await close()
})
