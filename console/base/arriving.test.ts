import { expect, test, vi } from 'vitest'
import { arriving } from './arriving.ts'
import { heard } from './connection.ts'

test('a part is asked for when the server is there, and not before', async () => {
  const load = vi.fn(async () => 'part')
  heard(false)
  const part = arriving(load)
  await new Promise((resume) => setTimeout(resume))
  expect(load).not.toHaveBeenCalled()
  heard(true)
  expect(await part).toBe('part')
  expect(await arriving(load)).toBe('part')
})
