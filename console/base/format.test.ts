import { expect, test } from 'vitest'
import { formatOf } from './format.ts'

const at = '2026-11-23T13:17:50Z'
const later = (seconds: number) => Date.parse(at) + seconds * 1_000

test('the zone stands behind the time, in Chinese too', () => {
  for (const language of ['zh', 'en'] as const)
    expect(formatOf(language).exact(at)).toMatch(/:17:50 (UTC|GMT|[A-Z])/)
})

test('numbers stand apart from Chinese words', () => {
  expect(formatOf('zh').ago(at, later(11))).toBe('11 秒前')
  expect(formatOf('zh').ago(at, later(3 * 86_400))).toBe('3 天前')
  expect(formatOf('en').ago(at, later(11))).toBe('11 sec ago')
})
