import { expect, test } from 'vitest'
import type { NotedCall } from '../base/calls.ts'
import type { Fact } from '../base/live.ts'
import { callsLike, docsOf, factsLike, pretty } from './find.ts'

const call = (part: Partial<NotedCall>): NotedCall => ({
  id: 1,
  method: 'GET',
  url: '/api/orders?q=lamp',
  status: 200,
  startedAt: 0,
  ms: 5,
  requestId: 'req_1',
  idempotencyKey: null,
  ifMatch: null,
  sent: null,
  answered: null,
  bytes: null,
  screen: '/orders',
  ...part,
})

test('all words must be found, anywhere, and the newest call stands first', () => {
  const calls = [call({ id: 1 }), call({ id: 2, status: 409 }), call({ id: 3, screen: '/' })]
  expect(callsLike(calls, '', null).map(({ id }) => id)).toEqual([3, 2, 1])
  expect(callsLike(calls, 'ORDERS 409', null).map(({ id }) => id)).toEqual([2])
  expect(callsLike(calls, 'req_1', '/orders').map(({ id }) => id)).toEqual([2, 1])
})

test('facts are found by what they say', () => {
  const fact: Fact = {
    ...{ cursor: '1.1', stream: 'ord_1', version: 1, by: 'usr_1', command: 'req_1', at: '' },
    type: 'order.held',
    data: { hold: { id: 'hld_1', code: 'price_check', blocks: [] } },
  }
  expect(factsLike([fact], 'price')).toHaveLength(1)
  expect(factsLike([fact], 'price shipped')).toHaveLength(0)
})

test('a call is found in the docs by its path, the exact one before one with a parameter', () => {
  const operation = (operationId: string) => ({ operationId, tags: ['orders'] })
  const document = {
    paths: {
      '/api/orders/{id}': { get: operation('getOrder') },
      '/api/orders/counts': { get: operation('getCounts') },
    },
  }
  expect(docsOf(call({ url: '/api/orders/counts?channel=web' }), document)).toBe(
    '/docs/#/orders/getCounts',
  )
  expect(docsOf(call({ url: '/api/orders/ord_1' }), document)).toBe('/docs/#/orders/getOrder')
  expect(docsOf(call({ method: 'POST', url: '/api/orders/ord_1' }), document)).toBe('/docs')
  expect(docsOf(call({}), undefined)).toBe('/docs')
})

test('JSON is laid out, and text that was cut off stays as it is', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(pretty('{"a":')).toBe('{"a":')
})
