import { describe, expect, test } from 'vitest'
import type { Order } from '../acting/data.ts'
import { changedParts, changesIn, previewOf, promisedDay } from './change.ts'

const shipTo = { name: 'Ada', country: 'GB', city: 'Leeds', street: '1 High Street' }
const order = (more: Partial<Order> = {}) =>
  ({
    ...{ customer: { name: 'Ada', email: 'ada@example.org' }, shipTo },
    ...{ note: 'Ring', promisedFor: '2026-03-05T18:00:00.000Z', ...more },
  }) as Order

describe('what is sent of a change', () => {
  test('is nothing where nothing was touched, or all was put back', () => {
    expect(changedParts({}, order())).toEqual({})
    const same = { shipTo: { ...shipTo, city: ' Leeds ', company: '' }, name: 'Ada', note: 'Ring ' }
    expect(changedParts({ ...same, promised: promisedDay(order()) }, order())).toEqual({})
  })

  test('is an address whole, and of the customer only what differs', () => {
    const edits = { shipTo: { ...shipTo, postcode: 'LS1' }, name: 'Ada', phone: '0113 496 0000' }
    expect(changedParts(edits, order())).toEqual({
      shipTo: { ...shipTo, postcode: 'LS1' },
      customer: { phone: '0113 496 0000' },
    })
  })

  test('says null for what was emptied', () => {
    expect(changedParts({ email: '', note: ' ', promised: null }, order())).toEqual({
      customer: { email: null },
      note: null,
      promisedFor: null,
    })
  })

  test('leaves alone what somebody else changed meanwhile', () => {
    const theirs = order({ note: 'Theirs', promisedFor: null })
    expect(changedParts({ email: 'new@example.org' }, theirs)).toEqual({
      customer: { email: 'new@example.org' },
    })
  })

  test('names what an address cannot be without, so that the server can ask for it', () => {
    const { city: _, ...rest } = shipTo
    expect(changedParts({ shipTo: rest }, order()).shipTo).toEqual({ ...rest, city: '' })
  })
})

test('the preview tells place by place what was and what would be, in the sequence of the form', () => {
  const parts = changedParts(
    { note: '', email: '', shipTo: { ...shipTo, city: 'York' } },
    order({ shipTo: { ...shipTo, postcode: 'LS1' } }),
  )
  expect(previewOf(parts, order({ shipTo: { ...shipTo, postcode: 'LS1' } }))).toEqual([
    { path: 'shipTo.city', before: 'Leeds', after: 'York' },
    { path: 'shipTo.postcode', before: 'LS1', after: undefined },
    { path: 'customer.email', before: 'ada@example.org', after: null },
    { path: 'note', before: 'Ring', after: null },
  ])
})

test('a fact of a change is told the same way', () => {
  const data = { before: { note: null, customer: { phone: null } }, after: { note: 'x' } }
  expect(changesIn(data)).toEqual([{ path: 'note', before: null, after: 'x' }])
})
