import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Choice, keepChoice, keptChoice } from './export-choice.ts'

const usual: Choice = { format: 'xlsx', columns: ['number', 'total'], language: 'en' }
let kept: string | null

beforeEach(() => {
  kept = null
  vi.stubGlobal('localStorage', {
    getItem: () => kept,
    setItem: (_: string, text: string) => {
      kept = text
    },
  })
})
afterEach(() => vi.unstubAllGlobals())

test('the choice of last time stands there again', () => {
  const choice: Choice = { format: 'csv', columns: ['sku', 'units'], language: 'zh' }
  keepChoice(choice)
  expect(keptChoice(usual)).toEqual(choice)
})

test('columns that are none any more are left out, and where none is left the usual ones stand there', () => {
  kept = JSON.stringify({ format: 'csv', columns: ['sku', 'gone'] })
  expect(keptChoice(usual)).toEqual({ format: 'csv', columns: ['sku'], language: 'en' })
  kept = JSON.stringify({ format: 'pdf', columns: ['gone'], language: 'fr' })
  expect(keptChoice(usual)).toEqual(usual)
})

test('what cannot be read, or a browser that keeps nothing, is no reason to stop', () => {
  kept = '{broken'
  expect(keptChoice(usual)).toEqual(usual)
  vi.stubGlobal('localStorage', undefined)
  expect(keptChoice(usual)).toEqual(usual)
  expect(() => keepChoice(usual)).not.toThrow()
})
