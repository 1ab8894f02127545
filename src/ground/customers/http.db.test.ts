import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { newId, sql } from '../../base/platform/index.ts'
import { customersContract } from './contract.ts'
import { customersFollowers } from './follow.ts'
import { customersHandlers } from './http.ts'

let scene: Scene
let number = 0
let email = ''
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(customersContract, customersHandlers(database)),
  )
  await scene.variants(['MUG'])
})
afterAll(() => scene.close())
beforeEach(() => {
  email = `person${++number}@example.org`
})

const never = { orderCount: 0, lastOrderAt: null }
const make = (body: object, more: object = {}) =>
  scene.call('POST /api/customers', { body: { name: 'Grace Hopper', ...body }, ...more })
const change = (id: string, body: object, more: object = {}) =>
  scene.call(`PATCH /api/customers/${id}`, { body, ...more })
const everything = () =>
  scene.rows(sql`select (select count(*) from platform.facts) as facts,
    (select coalesce(sum(version), 0) from customers.customers) as versions`)

describe('a customer', () => {
  it('is made in the form in which people are compared, and leaves no personal word in the log', async () => {
    const address = { name: 'Grace', country: 'GB', city: 'London', street: '1 The Street' }
    const body = {
      email: email.toUpperCase(),
      phone: '020 7946 0123',
      country: 'GB',
      addresses: [address],
    }
    const made = await make(body)
    expect(made).toMatchObject({
      status: 201,
      json: { name: 'Grace Hopper', email, phone: '+442079460123', version: 1 },
      headers: { etag: '"1"', location: `/api/customers/${made.json.id}` },
    })
    const { json } = await scene.call(`GET /api/customers/${made.json.id}`)
    expect(json).toEqual({ ...made.json, addresses: [address], orders: [], alike: [], ...never })
    const facts = JSON.stringify(await scene.facts(made.json.id))
    for (const word of ['Grace', email, '7946', 'London']) expect(facts).not.toContain(word)
  })

  it('is changed field by field under its version; null empties', async () => {
    const { json } = await make({ email, note: 'likes blue' })
    const changed = await change(
      json.id,
      { note: null, language: 'zh' },
      { headers: { 'if-match': '"1"' } },
    )
    expect(changed).toMatchObject({
      status: 200,
      json: { note: null, language: 'zh', email, version: 2 },
      headers: { etag: '"2"' },
    })
    expect((await scene.facts(json.id)).at(-1)).toMatchObject({
      type: 'customer.changed',
      version: 2,
      data: { fields: ['language', 'note'] },
    })
  })

  it('that somebody else changed is not overwritten, and an empty change makes no version', async () => {
    const { json } = await make({ email })
    await change(json.id, { note: 'first' })
    const before = await everything()
    const late = await change(json.id, { note: 'second' }, { headers: { 'if-match': '"1"' } })
    expect(late).toMatchObject({ status: 412, json: { code: 'version_mismatch' } })
    expect((await change(json.id, { note: 'first' })).json.version).toBe(2)
    expect(await everything()).toEqual(before)
  })

  it('does not take the e-mail of another, nor a telephone that is none, and nothing changes', async () => {
    const first = await make({ email })
    const second = await make({})
    const before = await everything()
    const answers = [
      await make({ email: ` ${email}`.trim().toUpperCase() }),
      await change(second.json.id, { email }),
      await make({ phone: '020 7946 0123' }),
      await make({ phone: 'call me' }),
      await make({ email: 'not an address' }),
      await make({ name: '' }),
    ]
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [409, 'email_taken'],
      [409, 'email_taken'],
      [422, 'phone_not_valid'],
      [422, 'phone_not_valid'],
      [422, 'invalid'],
      [422, 'invalid'],
    ])
    expect(answers[0]?.json.params).toEqual({ customer: first.json.id })
    expect(await everything()).toEqual(before)
  })

  it('made by many at once with one e-mail is made once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => make({ email })))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([201, ...Array.from({ length: 11 }, () => 409)])
    expect(scene.errors).toEqual([])
  })
})

describe('the customers', () => {
  it('are found by part of name, e-mail and telephone, and read to the end by cursor', async () => {
    const names = ['Zoë Ångström', 'Zoë Ångström', 'Zoë Ångström']
    for (const name of names) await make({ name })
    const url = `GET /api/customers?limit=2&q=${encodeURIComponent('ångstr zoë')}`
    const first = await scene.call(url)
    const second = await scene.call(`${url}&cursor=${first.json.next}`)
    const ids = [...first.json.items, ...second.json.items].map(({ id }: { id: string }) => id)
    expect(ids).toHaveLength(3)
    expect(ids).toEqual([...new Set(ids)].sort().reverse())
    expect(second.json.next).toBeNull()
    expect((await scene.call('GET /api/customers?q=100%25')).json.items).toEqual([])
  })

  it('are seen by those of their orders’ channels only; foreign and absent answer alike', async () => {
    const [order] = await scene.place({
      lines: [{ sku: 'MUG', quantity: 1 }],
      channel: 'phone',
      customer: { name: 'Ada', email },
    })
    await scene.follow(...customersFollowers)
    const { json } = await scene.call(`GET /api/customers?q=${email}`)
    const id = json.items[0]?.id
    const as = (...channels: string[]) => ({ as: { id: 'usr_scoped', channels } })
    const own = await scene.call(`GET /api/customers/${id}`, as('phone'))
    expect(own.json.orders).toEqual([order?.id])
    const foreign = await scene.call(`GET /api/customers/${id}`, as('web'))
    const absent = await scene.call(`GET /api/customers/${newId('cus')}`, as('web'))
    expect(foreign.status).toBe(404)
    expect({ ...foreign.json, requestId: '' }).toEqual({ ...absent.json, requestId: '' })
    expect((await change(id, { name: 'Eve' }, as('web'))).status).toBe(404)
    expect((await scene.call(`GET /api/customers?q=${email}`, as('web'))).json.items).toEqual([])
  })
})
