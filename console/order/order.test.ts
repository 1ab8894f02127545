import { describe, expect, test } from 'vitest'
import type { Event, Line, Order } from '../acting/data.ts'
import { ledgerOf } from '../acting/ledger.ts'
import { isMissed, stagesThatMatter } from '../acting/stages.ts'
import { curlOf } from '../base/curl.ts'
import en from '../words/en/terms.json' with { type: 'json' }
import zh from '../words/zh/terms.json' with { type: 'json' }
import { mentioned, peopleLike, typedMention, withMention } from './mention.ts'
import { methods } from './methods.ts'
import { hiddenParts, storyOf } from './story.ts'
import { isPlain, whyOf } from './why.ts'

const none = {
  cancelled: 0,
  allocated: 0,
  released: 0,
  picked: 0,
  shipped: 0,
  delivered: 0,
  returned: 0,
}
const line = (more: Partial<Line> = {}): Line => ({
  ...{ line: 1, sku: 'TEA', name: { en: 'Tea' }, unitPrice: 500, discount: 0, tax: 0, ordered: 3 },
  ...none,
  ...more,
})
const order = (more: Partial<Order> = {}): Order => ({
  ...{
    id: 'ord_1',
    number: 1,
    version: 1,
    status: 'received',
    fulfilment: 'none',
    payment: 'none',
  },
  ...{ aftersales: 'none', channel: 'web', externalRef: null, currency: 'GBP', taxIncluded: false },
  ...{
    customer: { name: 'Ada' },
    shipTo: { name: 'Ada', country: 'GB', city: 'Leeds', street: '1' },
  },
  ...{ lines: [line()], charges: [], holds: [], note: null, promisedFor: null, placedAt: '' },
  ...{
    goods: 1_500,
    discount: 0,
    charged: 0,
    tax: 0,
    total: 1_500,
    paid: 0,
    refunded: 0,
    credited: 0,
  },
  ...{
    owed: 1_500,
    queue: 'to_confirm',
    step: 'to_confirm',
    restWaitsFor: null,
    units: 3,
    toSend: 3,
    toAllocate: 3,
    toRelease: 0,
    carrier: null,
    merge: null,
  },
  ...more,
})

describe('the money', () => {
  const addsUp = (rows: ReturnType<typeof ledgerOf>) => {
    let sum = 0
    for (const { kind, minor, key } of rows) {
      if (kind === 'note') continue
      if (kind !== 'sum') sum += minor
      else expect([key, Math.abs(sum)]).toEqual([key, minor])
    }
  }

  test.each([
    ['unpaid', {}],
    [
      'with charges, discount and tax on top',
      {
        ...{ discount: 100, tax: 280, total: 2_080, owed: 2_080 },
        charges: [{ code: 'shipping', amount: 400, tax: 80 }],
      },
    ],
    ['with tax in the price', { taxIncluded: true, tax: 250 }],
    [
      'partly cancelled, returned, paid and given back',
      { owed: 500, credited: 500, paid: 1_500, refunded: 400 },
    ],
    ['cancelled whole', { status: 'cancelled', owed: 0, paid: 1_500 }],
  ] as const)('adds up: %s', (_, more) => {
    addsUp(ledgerOf(order(more as unknown as Partial<Order>)))
  })

  test('says what is open, what is too much, and when it is even', () => {
    const last = (more: Partial<Order>) => ledgerOf(order(more)).at(-1)
    expect(last({ paid: 500 })).toMatchObject({ key: 'open', minor: 1_000 })
    expect(last({ paid: 2_000 })).toMatchObject({ key: 'too_much', minor: 500 })
    expect(last({ paid: 1_500 })).toMatchObject({ key: 'settled', minor: 0 })
  })
})

describe('the stages', () => {
  test('show only what some piece has reached', () => {
    expect(stagesThatMatter([line()])).toEqual(['ordered'])
    expect(stagesThatMatter([line({ allocated: 3 })])).toEqual(['ordered', 'allocated'])
  })

  test('leave out what the warehouse did once all of it has left', () => {
    const sent = { allocated: 3, released: 3, picked: 3, shipped: 3 }
    expect(stagesThatMatter([line(sent)])).toEqual(['ordered', 'allocated', 'shipped'])
    expect(stagesThatMatter([line({ ...sent, shipped: 1 })])).toContain('picked')
  })
})

test('an empty shelf is a trouble only for a line that waits', () => {
  expect(isMissed(line({ allocated: 3 }), 0)).toBe(false)
  expect(isMissed(line({ allocated: 2 }), 0)).toBe(true)
  expect(isMissed(line({ allocated: 2 }), 4)).toBe(false)
})

describe('why it is here', () => {
  test('a promise that passed is late until all of it has left', () => {
    const promisedFor = '2026-01-01T00:00:00Z'
    const now = Date.parse('2026-01-02T00:00:00Z')
    expect(whyOf(order({ promisedFor }), now).late).toBe(true)
    const sent = line({ allocated: 3, released: 3, picked: 3, shipped: 3 })
    expect(whyOf(order({ promisedFor, status: 'confirmed', lines: [sent] }), now).late).toBe(false)
  })

  test('what is lacking is added up by sku', () => {
    const lines = [
      line(),
      line({ line: 2, allocated: 1 }),
      line({ line: 3, sku: 'CUP', allocated: 3 }),
    ]
    expect(whyOf(order({ lines }), 0).missing).toEqual([{ sku: 'TEA', pieces: 5 }])
  })

  test('an order that has arrived has nothing to tell', () => {
    const done = { status: 'closed', fulfilment: 'delivered', paid: 1_500 } as const
    expect(isPlain(whyOf(order(done), 0))).toBe(true)
  })
})

describe('the story', () => {
  /** The story reads only some parts of what a fact says. */
  const fact = (type: string, data: object, version: number) =>
    ({
      ...{ cursor: String(version), stream: 'ord_1', version, type, by: 'usr_1', command: 'req_1' },
      ...{ data, at: '2026-01-01T00:00:00Z' },
    }) as Event
  const lines = Array.from({ length: 8 }, (_, n) => ({ line: n + 1, sku: `S${n + 1}`, ordered: 2 }))

  test('tells before and after of each fact, and how much more there is', () => {
    const pieces = lines.map(({ line: number }) => ({
      line: number,
      quantity: 2,
      location: 'MAIN',
    }))
    const story = storyOf([
      fact('order.placed', { lines }, 1),
      fact('order.allocated', { pieces }, 2),
      fact('order.confirmed', {}, 3),
      fact('order.cancelled', { pieces: [{ line: 1, quantity: 1, allocated: 1 }] }, 4),
    ])
    expect(story[1]).toMatchObject({ more: 2 })
    expect(story[1]?.changes).toHaveLength(6)
    expect(story[2]?.changes).toEqual([{ of: 'status', before: 'received', after: 'confirmed' }])
    expect(story[3]?.changes).toMatchObject([
      { count: 'cancelled', before: 0, after: 1 },
      { count: 'allocated', before: 2, after: 1 },
    ])
  })

  test('tells what was changed about the order, place by place', () => {
    const [changed] = storyOf([
      fact('order.changed', { before: { note: null }, after: { note: 'Ring' } }, 2),
    ])
    expect(changed?.changes).toEqual([{ of: 'part', path: 'note', before: null, after: 'Ring' }])
  })

  test('tells that what is shown in part was changed, though both sides look alike', () => {
    const hidden = (before: object, after: object) => {
      const [told] = storyOf([
        fact('order.changed', { before: { shipTo: before }, after: { shipTo: after } }, 2),
      ])
      return told && hiddenParts(told)
    }
    const masked = { city: 'Leeds', street: '1 Mill***' }
    expect(hidden(masked, masked)).toEqual(['shipTo'])
    expect(hidden(masked, { ...masked, city: 'York' })).toEqual([])
  })
})

describe('names in comments', () => {
  const people = [
    { id: 'usr_1', name: '王敏' },
    { id: 'usr_2', name: 'Ann Lee' },
    { id: 'usr_3', name: 'Joann' },
  ]

  test('are sought behind an @, and not in a mail address', () => {
    expect(typedMention('see @an', 7)).toEqual({ sought: 'an', from: 4 })
    expect(typedMention('ada@an', 6)).toBeNull()
    expect(peopleLike(people, 'an').map(({ id }) => id)).toEqual(['usr_2', 'usr_3'])
  })

  test('stand whole in the text, and count only while they stand there', () => {
    expect(withMention('@王 please', 2, '王敏')).toEqual({ text: '@王敏 please', caret: 4 })
    expect(mentioned('@王敏 please', people)).toEqual(['usr_1'])
    expect(mentioned('please', people)).toEqual([])
  })
})

test('a call is copied without a key, and quotes what it sends', () => {
  const call = {
    ...{ method: 'POST', url: '/api/orders/ord_1/hold', ifMatch: '3', idempotencyKey: 'k' },
    sent: `{"note":"it's"}`,
  }
  const text = curlOf(call, 'http://localhost:4000')
  expect(text).toContain(`-d '{"note":"it'\\''s"}'`)
  expect(text).toContain('Bearer $')
})

test('each way to pay that is offered has its words', () => {
  expect(methods.zh.filter((one) => !(`method_${one}` in zh))).toEqual([])
  expect(methods.en.filter((one) => !(`method_${one}` in en))).toEqual([])
  expect([...methods.zh].sort()).toEqual([...methods.en].sort())
})
