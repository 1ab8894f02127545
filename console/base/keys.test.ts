import { expect, test } from 'vitest'
import { isTyping, nameOf } from './keys.ts'

const pressed = (code: string, more: Partial<KeyboardEvent> = {}) =>
  nameOf({ ...{ code, key: '', metaKey: false, ctrlKey: false, shiftKey: false }, ...more })

test('a key is called by its place, whatever an input method makes of it', () => {
  expect(pressed('KeyJ', { key: 'Process' })).toBe('j')
  expect(pressed('KeyK', { key: 'к', ctrlKey: true })).toBe('mod+k')
  expect(pressed('KeyJ', { shiftKey: true })).toBe('shift+j')
})

test('the keys of both number blocks and both Enters are the same', () => {
  expect([pressed('Digit7'), pressed('Numpad7')]).toEqual(['7', '7'])
  expect([pressed('Enter'), pressed('NumpadEnter')]).toEqual(['enter', 'enter'])
})

test('the question mark is a sign, for keyboards have it in different places', () => {
  expect(pressed('Slash', { key: '?', shiftKey: true })).toBe('?')
  expect(pressed('Minus', { key: '?', shiftKey: true })).toBe('?')
})

test('a box to tick takes no text; a field and what can be edited do', () => {
  const inside = (type: string) =>
    ({ closest: () => ({ type }), isContentEditable: false }) as unknown as EventTarget
  expect(isTyping(inside('checkbox'))).toBe(false)
  expect(isTyping(inside('text'))).toBe(true)
  const edited = { closest: () => null, isContentEditable: true } as unknown as EventTarget
  expect(isTyping(edited)).toBe(true)
  expect(isTyping(null)).toBe(false)
})
