import { expect, test } from 'vitest'
import { rowsEnding } from './download.ts'
import { fitting } from './export-columns.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('rows are counted also where a line end falls between two pieces', () => {
  const count = rowsEnding()
  expect(['a,b\r', '\n1,2\r\n', '"x\ny"\r\n', '\r'].map((piece) => count(bytes(piece)))).toEqual([
    0, 2, 1, 0,
  ])
})

test('a file has the columns of the list that it knows, each once, else the usual ones', () => {
  expect(fitting(['total', 'reason', 'number', 'total'])).toEqual(['total', 'number'])
  expect(fitting(['reason'])).toContain('number')
})
