import { expect, test } from 'vitest'
import { checkPassword, hashPassword, nobodysHash, refusePassword } from './passwords.ts'
import { csrfTokenOf, newKeySecret, readablePassword, visiblePrefix } from './secrets.ts'

const costOf = (hash: string) => hash.split('$').slice(0, 4).join('$')

test('a password is kept as Argon2id with 19 MiB, two passes and one lane, salted', async () => {
  const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
  expect(costOf(one)).toBe('$argon2id$v=19$m=19456,t=2,p=1')
  expect(one).not.toBe(two)
  expect(await checkPassword(one, 'correct horse')).toBe(true)
  expect(await checkPassword(one, 'correct house')).toBe(false)
})

test('checking for nobody costs the same and is never right', async () => {
  expect(costOf(nobodysHash)).toBe(costOf(await hashPassword('anything long')))
  expect(await checkPassword(null, 'anything long')).toBe(false)
})

test('the same letters typed on another keyboard are the same password', async () => {
  const hash = await hashPassword('café in the morning')
  expect(await checkPassword(hash, 'cafe\u0301 in the morning')).toBe(true)
})

test.each([
  ['123456789', 'password_too_short'],
  ['🔑🔑🔑🔑🔑', 'password_too_short'],
  ['🔑'.repeat(10), undefined],
  ['x'.repeat(200), undefined],
  ['x'.repeat(201), 'password_too_long'],
  ['Me@Example.Test', 'password_is_email'],
  ['PASSWORD123', 'password_too_common'],
  ['just a few words', undefined],
  ['          ', undefined],
])('the password %j is refused with %s', (password, code) => {
  expect(refusePassword(password, 'me@example.test')?.refused).toBe(code)
})

test('the random password can be read aloud and passes its own rule', () => {
  const password = readablePassword()
  expect(password).toMatch(/^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/)
  expect(refusePassword(password, 'owner@localhost')).toBeNull()
})

test('keys are 32 random bytes with a prefix that shows six characters of them', () => {
  const secret = newKeySecret()
  expect(secret).toMatch(/^tl_live_[\w-]{43}$/)
  expect(visiblePrefix(secret)).toBe(secret.slice(0, 14))
  expect(visiblePrefix('a secret of the environment')).toBe('')
})

test('the token of a page does not show the token of its session', () => {
  expect(csrfTokenOf('session')).toBe(csrfTokenOf('session'))
  expect(csrfTokenOf('session')).not.toBe(csrfTokenOf('another'))
  expect(csrfTokenOf('session')).not.toContain('session')
})
