import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import type { RecordedFact } from '../../base/platform/index.ts'
import { bodyOf, newSecret, signedHeaders } from './message.ts'
import { wants, wishShape } from './wants.ts'

test('a message is signed as the published example of Standard Webhooks is', () => {
  const at = new Date(1614265330 * 1000)
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const body = '{"test": 2432232314}'
  const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', at, body, [secret])
  expect(headers).toMatchObject({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('each of two live secrets verifies the message, and no other does', () => {
  const secrets = [newSecret(), newSecret()]
  const headers = signedHeaders('msg_1', new Date(), '{"a":"你好"}', secrets)
  for (const secret of secrets)
    expect(new Webhook(secret).verify('{"a":"你好"}', headers)).toEqual({ a: '你好' })
  expect(() => new Webhook(newSecret()).verify('{"a":"你好"}', headers)).toThrow()
  expect(() => new Webhook(secrets[0] ?? '').verify('{"a":"您好"}', headers)).toThrow()
})

test('a secret holds 256 bits of chance', () => {
  const secret = newSecret()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(newSecret()).not.toBe(secret)
})

test('a body says what happened, to what, as which version, by whom', () => {
  const fact: RecordedFact = {
    ...{ stream: 'ord_1', version: 3, type: 'order.held', data: { reason: 'stock' } },
    ...{ by: 'usr_1', command: 'req_1', at: new Date('2026-01-02T03:04:05.678Z') },
    cursor: { tx: '9', position: 7 },
  }
  expect(JSON.parse(bodyOf(fact, true))).toEqual({
    type: 'order.held',
    timestamp: '2026-01-02T03:04:05.678Z',
    data: { reason: 'stock', stream: 'ord_1', version: 3, by: 'usr_1', command: 'req_1' },
  })
})

test.each([
  [['order.placed'], 'order.placed', true],
  [['order.placed'], 'order.placed_again', false],
  [['order.*'], 'order.placed', true],
  [['order.*'], 'orders.placed', false],
  [['stock.*', '*'], 'anything', true],
  [['stock.*', 'return.*'], 'order.placed', false],
])('%j wants %s: %s', (wishes, type, wanted) => {
  expect(wants(wishes, type)).toBe(wanted)
})

test('a wish is a type or its beginning with a star', () => {
  for (const wish of ['*', 'order.*', 'order.placed', 'order.pl*']) expect(wish).toMatch(wishShape)
  for (const wish of ['', '**', '.x', 'Order', 'a*b', '*.placed', 'a b'])
    expect(wish).not.toMatch(wishShape)
})
