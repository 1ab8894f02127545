import { expect, test, vi } from 'vitest'
import { heard, onBack } from './connection.ts'

test('who waits for the server hears once that it is back, and nothing while it stays', () => {
  const back = vi.fn()
  const stop = onBack(back)
  heard(true)
  expect(back).not.toHaveBeenCalled()
  heard(false)
  heard(false)
  expect(back).not.toHaveBeenCalled()
  heard(true)
  heard(true)
  expect(back).toHaveBeenCalledOnce()
  stop()
  heard(false)
  heard(true)
  expect(back).toHaveBeenCalledOnce()
})
