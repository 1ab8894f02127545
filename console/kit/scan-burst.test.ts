import { expect, test } from 'vitest'
import { letterOf, listenForScans } from './scan-burst.ts'

/** Sends codes a fixed gap apart and answers what was heard at the last one. */
function heard(codes: readonly string[], gap: number, shift = false) {
  const listen = listenForScans()
  const all = codes.map((code, index) => listen({ code, shift, at: 1_000 + index * gap }))
  return all.at(-1)
}
const digits = ['Digit5', 'Digit9', 'Digit0', 'Numpad1', 'KeyX']

test('keys that come in a burst and end with Enter are a scan', () => {
  expect(heard([...digits, 'Enter'], 8)).toEqual({ kind: 'scan', text: '5901x' })
  expect(heard([...digits, 'Tab'], 8)).toEqual({ kind: 'scan', text: '5901x' })
})

test('what a hand types is no scan, however long it is', () => {
  expect(heard([...digits, 'Enter'], 60)).toEqual({ kind: 'typing' })
})

test('an Enter long after a burst, and a burst of three letters, are no scan', () => {
  const listen = listenForScans()
  for (const [index, code] of digits.entries()) listen({ code, shift: false, at: index * 5 })
  expect(listen({ code: 'Enter', shift: false, at: 500 })).toEqual({ kind: 'typing' })
  expect(heard(['KeyA', 'KeyB', 'KeyC', 'Enter'], 5)).toEqual({ kind: 'typing' })
})

test('a letter typed before the gun fires is not part of the scan', () => {
  const listen = listenForScans()
  listen({ code: 'KeyQ', shift: false, at: 0 })
  for (const [index, code] of digits.entries()) listen({ code, shift: false, at: 400 + index * 5 })
  expect(listen({ code: 'Enter', shift: false, at: 425 })).toEqual({ kind: 'scan', text: '5901x' })
})

test('letters are read by their place, with shift as the gun presses it', () => {
  expect(letterOf('KeyA', true)).toBe('A')
  expect(letterOf('Minus', true)).toBe('_')
  expect(letterOf('Digit8', true)).toBe('*')
  expect(letterOf('Numpad8', true)).toBe('8')
  expect(letterOf('F5', false)).toBeNull()
  const listen = listenForScans()
  const keys = ['ShiftLeft', 'KeyT', 'KeyL', 'Minus', 'Digit1']
  for (const [index, code] of keys.entries()) listen({ code, shift: index < 3, at: index * 5 })
  expect(listen({ code: 'Enter', shift: false, at: 25 })).toEqual({ kind: 'scan', text: 'TL-1' })
})

test('a capital is one by whatever made it, unless an input method hides the letter', () => {
  const scan = (key: string) => {
    const listen = listenForScans()
    for (const [index, code] of ['Digit8', 'Digit5', 'Digit1'].entries())
      listen({ code, shift: false, at: index * 5 })
    listen({ code: 'KeyA', shift: false, at: 15, key })
    return listen({ code: 'Enter', shift: false, at: 20 })
  }
  expect(scan('A')).toEqual({ kind: 'scan', text: '851A' })
  expect(scan('a')).toEqual({ kind: 'scan', text: '851a' })
  expect(scan('Process')).toEqual({ kind: 'scan', text: '851a' })
})
