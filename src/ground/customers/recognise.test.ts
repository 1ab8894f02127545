import { describe, expect, it } from 'vitest'
import { changedFields, normalEmail, normalPhone } from './customer.ts'
import { type Known, type Placing, recognise } from './recognise.ts'

const placing = (orderId: string, customer: Partial<Placing['customer']>): Placing => ({
  orderId,
  channel: 'web',
  at: '2026-05-04T08:00:00.000Z',
  customer: { name: 'Ada', ...customer },
  shipTo: { name: 'Ada', country: 'GB', city: 'London', street: '1 The Street' },
})
const nobody = (): Known => ({ ids: new Set(), byEmail: new Map(), byPhone: new Map() })

function whose(placings: Placing[], known: Known = nobody()) {
  let count = 0
  const phoneOf = ({ customer, shipTo }: Placing) =>
    customer.phone === undefined ? null : normalPhone(customer.phone, shipTo.country)
  const { made, links } = recognise(placings, known, { phoneOf, newId: () => `new ${++count}` })
  return { made, owners: Object.fromEntries(links.map((link) => [link.orderId, link.customerId])) }
}

describe('whose an order is', () => {
  it('says the id first, then the e-mail, then the telephone', () => {
    const known = {
      ids: new Set(['by id']),
      byEmail: new Map([['ada@example.org', 'by email']]),
      byPhone: new Map([['+442079460123', 'by phone']]),
    }
    const phone = '020 7946 0123'
    const email = ' Ada@Example.ORG'
    const { owners, made } = whose(
      [
        placing('1', { id: 'by id', email, phone }),
        placing('2', { id: 'nobody', email, phone }),
        placing('3', { email: 'other@example.org', phone }),
      ],
      known,
    )
    expect(owners).toEqual({ 1: 'by id', 2: 'by email', 3: 'by phone' })
    expect(made).toEqual([])
  })

  it('is one new customer for two orders that share an e-mail or a telephone', () => {
    const { owners, made } = whose([
      placing('1', { email: 'a@example.org', phone: '+44 20 7946 0123' }),
      placing('2', { email: 'A@example.org' }),
      placing('3', { phone: '(020) 7946 0123' }),
      placing('4', { email: 'b@example.org' }),
    ])
    expect(owners).toEqual({ 1: 'new 1', 2: 'new 1', 3: 'new 1', 4: 'new 2' })
    expect(made).toMatchObject([
      { email: 'a@example.org', phone: '+442079460123', orderId: '1' },
      { email: 'b@example.org', phone: null, orderId: '4' },
    ])
  })

  it('stays open where neither e-mail nor a telephone that is one is said', () => {
    const { owners, made } = whose([placing('1', {}), placing('2', { phone: '12' })])
    expect(owners).toEqual({})
    expect(made).toEqual([])
  })
})

describe('the form in which people are compared', () => {
  it.each([
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['+86 138 0013 8000', 'GB', '+8613800138000'],
    ['0044 20 7946 0123', 'GB', '+442079460123'],
    ['020 7946 0123', 'GB', '+442079460123'],
    ['020 7946 0123', undefined, null],
    ['000', 'GB', null],
    ['call 020 7946 0123', 'GB', null],
  ])('of the telephone %s in %s is %s', (phone, country, expected) => {
    expect(normalPhone(phone, country)).toBe(expected)
  })

  it('of an e-mail is the same however it is written', () => {
    expect(normalEmail(' Jose\u0301@Example.org ')).toBe('jos\u00e9@example.org')
  })
})

describe('a change', () => {
  it('names the fields that differ; what is absent stays, null empties', () => {
    const before = { name: 'Ada', email: 'a@example.org', phone: null, language: null, note: 'x' }
    expect(changedFields(before, { name: 'Ada', email: null, language: 'zh' })).toEqual([
      'email',
      'language',
    ])
  })
})
