// The operator's morning, from signing in to signing out, with the keyboard alone, in both languages.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { command, tabTo } from './act.ts'
import type { Company } from './company.ts'
import { openBrowser } from './launch.ts'
import { type Day, openDay } from './morning.fixture.ts'
import { type Language, type Opened, settled } from './open.ts'
import { emailOf, password } from './people.ts'
import { speaker } from './say.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => await browser?.close())

const languages: Language[] = ['zh', 'en']

describe.each(languages)('a morning by keyboard, in %s', (language) => {
  const say = speaker(language)
  let house: House
  let company: Company
  let opened: Opened
  let orderOf: Day['orderOf']
  beforeAll(async () => {
    ;({ house, company, opened, orderOf } = await openDay(browser, { language, as: null }))
  })
  afterAll(async () => {
    await house?.close()
  })

  const press = async (...keys: string[]) => {
    for (const key of keys) await opened.page.keyboard.press(key)
  }
  const type = (text: string) => opened.page.keyboard.type(text)
  const heading = (text: string) =>
    opened.page.getByRole('heading', { name: text, exact: true, level: 1 }).waitFor()
  const row = (id: string) => opened.page.locator(`[role=row][data-key="${id}"]`)
  const seen = (text: string) => opened.page.getByText(text).first().waitFor()

  test('signs in', async () => {
    await type(emailOf('owner'))
    await press('Tab')
    await type(password)
    await press('Enter')
    await heading(say('home.title'))
  })

  test('goes from what is late to the late orders', async () => {
    const { page } = opened
    await tabTo(page, page.locator('main a[href^="/orders?bucket=late"]'))
    await press('Enter')
    await heading(say('desk.title'))
    const { items } = await house.client.call('GET /api/orders', { query: { late: 'true' } })
    expect(items.length).toBeGreaterThan(1)
    for (const { id } of items) await row(id).waitFor()
    expect(await page.locator('[role=row][data-key]').count()).toBe(items.length)
  })

  test('walks the queue to confirm and confirms one with A', async () => {
    const { page } = opened
    await tabTo(page, page.getByRole('button', { name: say('desk.bucket_to_confirm') }))
    await press('Enter')
    await page.waitForURL(/bucket=to_confirm/)
    // More than were late: the list is this queue's.
    await page.locator('[role=row][data-key]').nth(15).waitFor()
    const before = await waitingToConfirm(house)
    await press('j', 'a')
    await expect.poll(() => waitingToConfirm(house)).toBe(before - 1)
    // Those who hear the page are told how many are left.
    const told = `${say('desk.bucket_to_confirm')} ${before - 1}`
    await page.locator('fieldset output', { hasText: told }).waitFor({ state: 'attached' })
  })

  test('holds one with a reason and takes it back', async () => {
    const { page } = opened
    await press('j', 'h')
    const dialog = page.getByRole('dialog', { name: say('desk.hold_title', { n: 1 }) })
    await dialog.locator(':focus').waitFor()
    await press('ArrowDown', 'Tab')
    await type('等客户回电')
    await press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    const undo = page.getByRole('button', { name: say('common.undo') })
    await undo.waitFor()
    const held = await heldByHand(house, '等客户回电')
    expect(held).toBeDefined()
    // Alt+T is the way of the toasts' library into its toasts.
    await press('Alt+t')
    await tabTo(page, undo, 5)
    await press('Enter')
    await expect.poll(async () => (await orderOf(held ?? '')).holds.length).toBe(0)
  })

  test('marks three and confirms them together', async () => {
    const { page } = opened
    await page.locator('[role=grid]').focus()
    await press('Home', 'x', 'j', 'x', 'j', 'x')
    await seen(say('desk.marked', { n: 3 }))
    const marked = await page
      .locator('[role=row][data-key][aria-selected=true]')
      .evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset.key ?? ''))
    expect(marked.length).toBe(3)
    const before = await Promise.all(marked.map(orderOf))
    expect(before.map(({ status }) => status)).toContain('received')
    await press('a')
    await expect
      .poll(async () => (await Promise.all(marked.map(orderOf))).map(({ status }) => status))
      .toEqual(['confirmed', 'confirmed', 'confirmed'])
    await press('Escape')
  })

  test('looks at an order beside the list, at the next one, and opens it', async () => {
    const { page } = opened
    await page.locator('[role=grid]').focus()
    await press('Home', 'Space')
    await page.locator('aside header').waitFor()
    const first = new URL(page.url()).searchParams.get('order')
    await press('j')
    await expect.poll(() => new URL(page.url()).searchParams.get('order')).not.toBe(first)
    await press('Enter')
    await page.waitForURL(/\/orders\/ord_/)
    await page.locator('main h1', { hasText: /1000\d\d/ }).waitFor()
  })

  test('writes a comment on it', async () => {
    const { page } = opened
    const box = page.getByRole('textbox', { name: say('order.comment') })
    await box.waitFor()
    await press('c')
    await box.and(page.locator(':focus')).waitFor()
    await type('客户要蓝色的杯子')
    await press('Control+Enter')
    // What is typed stands in the box as well.
    const story = page.getByRole('list', { name: say('order.timeline') })
    await story.getByText('客户要蓝色的杯子').waitFor()
  })

  test('goes back with Escape, a layer at a time, and finds the list as it was left', async () => {
    const { page } = opened
    await press('Escape')
    expect(page.url()).toMatch(/\/orders\/ord_/)
    await press('Escape')
    await heading(say('desk.title'))
    expect(new URL(page.url()).searchParams.get('bucket')).toBe('to_confirm')
    await page.locator('aside header').waitFor()
    await press('Escape')
    await page.locator('aside header').waitFor({ state: 'detached' })
  })

  test('sees it as it was before, and as it is now', async () => {
    const { page } = opened
    await page.goto(`${house.url}/orders/${company.shipped}`)
    await tabTo(page, page.getByRole('slider', { name: say('order.history') }))
    await press('Home')
    await seen(say('order.as_of_banner', { version: '1' }))
    await press('End')
    await page.getByText(say('order.as_of_banner', { version: '1' })).waitFor({ state: 'detached' })
  })

  test('enters an order of two lines for a known customer', async () => {
    const { page } = opened
    await command(page, say('shell.entry'))
    await heading(say('entry.title'))
    await page.locator('[data-buyer] input:focus').waitFor()
    await type('Emmy')
    await press('Enter')
    await seen(say('entry.buyer_known'))
    const lines = [['TEA', '2'] as const, ['CUP', '1'] as const]
    for (const [index, [sku, quantity]] of lines.entries()) {
      const line = page.locator('[data-line]').nth(index)
      await line.locator('[data-cell=sku] input:focus').waitFor()
      await type(sku)
      await press('Enter')
      await line.locator('[data-cell=quantity] input:focus').waitFor()
      await type(quantity)
      await press('Enter')
    }
    await press('Control+Enter')
    await page.locator('[role=status]', { hasText: /1000\d\d/ }).waitFor()
    const { items } = await house.client.call('GET /api/orders', { query: { limit: 1 } })
    const placed = await orderOf(items[0]?.id ?? '')
    expect(placed.lines.map(({ sku, ordered }) => [sku, ordered])).toEqual([
      ['TEA', 2],
      ['CUP', 1],
    ])
    expect(placed.customer).toMatchObject({ name: 'Emmy Noether', email: 'buyer2@example.com' })
    expect(placed.shipTo.street).not.toContain('*')
  })

  test('finds the order again by a part of anything', async () => {
    const { page } = opened
    await press('Control+k')
    await page.locator('[cmdk-input]:focus').waitFor()
    await type('WEB-1012')
    await page.locator('[cmdk-item]', { hasText: '100013' }).first().waitFor()
    await settled(page)
    await tabToItem(opened, '100013')
    await press('Enter')
    await page.waitForURL(`**/orders/${company.shipped}`)
  })

  test('signs out', async () => {
    const { page } = opened
    await tabTo(page, page.getByRole('button', { name: new RegExp(say('shell.account')) }))
    await press('Enter')
    const item = page.getByRole('menuitem', { name: say('shell.sign_out') })
    await page.getByRole('menu').and(page.locator(':focus-within')).waitFor()
    await press('End')
    await item.and(page.locator(':focus')).waitFor()
    await press('Enter')
    await page.getByRole('button', { name: say('signin.enter') }).waitFor()
    await opened.close()
  })
})

/** Moves down the palette's list to what holds a text. */
async function tabToItem({ page }: Opened, text: string): Promise<void> {
  const chosen = page.locator('[cmdk-item][data-selected=true]', { hasText: text })
  for (let n = 0; n < 20 && (await chosen.count()) === 0; n++)
    await page.keyboard.press('ArrowDown')
}

async function waitingToConfirm({ client }: House): Promise<number> {
  const { buckets } = await client.call('GET /api/orders/counts')
  return buckets.to_confirm
}

async function heldByHand({ client }: House, note: string): Promise<string | undefined> {
  const { items } = await client.call('GET /api/orders', { query: { held: 'true' } })
  const orders = items.map(({ id }) => client.call('GET /api/orders/{id}', { params: { id } }))
  const held = await Promise.all(orders)
  return held.find(({ holds }) => holds.some((hold) => hold.note === note))?.id
}
