import { expect, test } from 'vitest'
import { isList, referencesIn } from './pasted.ts'

test('a column of a sheet, a row of it or a sentence’s list give the same references, each once', () => {
  const references = ['100001', '#100002', 'WEB-77120']
  for (const text of [
    '100001\n#100002\r\nWEB-77120\n100001\n',
    '100001\t#100002\tWEB-77120',
    ' 100001，#100002、WEB-77120；',
    '"100001", "#100002", "WEB-77120"',
  ])
    expect(referencesIn(text)).toEqual(references)
})

test('what is no text parts references and is in none of them', () => {
  expect(referencesIn('100001\u0000100002\u0007\uD800 \u007f#3')).toEqual([
    '100001',
    '100002',
    '#3',
  ])
})

test('one reference is no list', () => {
  expect(isList(' 100001 \n')).toBe(false)
  expect(isList('100001 100002')).toBe(true)
})
