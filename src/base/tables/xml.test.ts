import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, xmlReader } from './xml.ts'

function read(pieces: string[]): string[] {
  const seen: string[] = []
  let text = ''
  const flush = () => {
    if (text) seen.push(`text ${text}`)
    text = ''
  }
  const reader = xmlReader({
    open: (name, attributes) => {
      flush()
      seen.push(`open ${name} ${attribute(attributes, 'r') ?? ''}`)
    },
    close: (name) => {
      flush()
      seen.push(`close ${name}`)
    },
    text: (piece) => {
      text += piece
    },
  })
  for (const piece of pieces) reader.write(piece)
  reader.end()
  return seen
}

const DOCUMENT =
  '<?xml version="1.0"?><!-- <a> --><x:a r="1>2" b=\'"\'><b/>5 &lt; &#54; &#x37;' +
  '<![CDATA[<&raw;>]]></x:a>'

test('elements, attributes, entities, comments and CDATA are read', () => {
  expect(read([DOCUMENT])).toEqual([
    'open a 1>2',
    'open b ',
    'close b',
    'text 5 < 6 7<&raw;>',
    'close a',
  ])
})

test('where the pieces are cut makes no difference', () => {
  const whole = read([DOCUMENT])
  fc.assert(
    fc.property(fc.array(fc.nat(DOCUMENT.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), DOCUMENT.length]
      const pieces = at.slice(1).map((end, index) => DOCUMENT.slice(at[index], end))
      expect(read(pieces)).toEqual(whole)
    }),
  )
})

test('a character that XML forbids stands in its text, for whoever reads the row to judge', () => {
  expect(read(['<a>x\u0001y</a>'])).toEqual(['open a ', 'text x\u0001y', 'close a'])
})

test.each([
  ['<a><!DOCTYPE b></a>', 'doctype'],
  ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype'],
  ['<!ENTITY b "c"><a/>', 'doctype'],
  ['<a><![INCLUDE[x]]></a>', 'doctype'],
  ['<a>&unknown;</a>', 'damaged'],
  ['<a>&</a>', 'damaged'],
  ['<a><b></b>', 'damaged'],
  ['<a></b>', 'damaged'],
  ['<a b="1" b="2"/>', 'damaged'],
  ['<a b=1/>', 'damaged'],
  ['<a/><b/>', 'damaged'],
  ['', 'damaged'],
  ['<a>'.repeat(200), 'damaged'],
  [`<a ${'x'.repeat(3_000_000)}`, 'cell_too_long'],
])('%.20s is refused', (document, code) => {
  expect(() => read([document])).toThrow(expect.objectContaining({ code }))
})
