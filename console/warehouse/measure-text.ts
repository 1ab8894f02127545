// Weights and sizes as people type them beside a scale. Pure.
import { mostGrams, mostMillimetres } from '../../src/flow/warehouse/values.ts'
import { plainDigits, type Typed } from '../kit/money-text.ts'

const grams: Record<string, number> = {
  g: 1,
  gr: 1,
  克: 1,
  kg: 1_000,
  公斤: 1_000,
  千克: 1_000,
  斤: 500,
  lb: 453.592_37,
  oz: 28.349_523_125,
}
const millimetres: Record<string, number> = {
  mm: 1,
  毫米: 1,
  cm: 10,
  厘米: 10,
  m: 1_000,
  米: 1_000,
  in: 25.4,
  英寸: 25.4,
}
/** Nobody packs thirty kilograms and says so without a unit; nobody weighs 29 grams on a packing scale. */
const kilogramsBelow = 30

/**
 * Whole grams: `480 g`, `1.2 kg`, `2斤`, `1,2`. A bare number with a decimal sign, or below 30, is kilograms, any other grams.
 * Refuses `not_a_weight`, `out_of_range`.
 */
export function parseWeight(text: string): Typed<number> {
  const match = /^(\d+(?:\.\d+)?)(\D*)$/.exec(plain(text))
  if (!match) return { problem: 'not_a_weight' }
  const [, digits = '', unit = ''] = match
  const bare = digits.includes('.') || Number(digits) < kilogramsBelow ? 1_000 : 1
  const each = unit === '' ? bare : grams[unit]
  if (each === undefined) return { problem: 'not_a_weight' }
  const value = Math.round(Number(digits) * each)
  return value < 1 || value > mostGrams ? { problem: 'out_of_range' } : { value }
}

/** `480 g` below a kilogram, `1.25 kg` from there on: what `parseWeight` reads back as the same. */
export function writeWeight(weightG: number): string {
  return weightG < 1_000 ? `${weightG} g` : `${weightG / 1_000} kg`
}

export type Size = { lengthMm: number; widthMm: number; heightMm: number }

/** Three lengths in whole millimetres: `40x30x20`, `40 × 30 × 20 cm`, `400*300*200 mm`; bare ones are centimetres. */
export function parseSize(text: string): Typed<Size> {
  const match =
    /^(\d+(?:\.\d+)?)[x×*](\d+(?:\.\d+)?)[x×*](\d+(?:\.\d+)?)([^\d.]*)$/.exec(plain(text)) ?? []
  const [, length, width, height, unit = ''] = match
  const each = unit === '' ? 10 : millimetres[unit]
  if (length === undefined || each === undefined) return { problem: 'not_a_size' }
  const [lengthMm, widthMm, heightMm] = [length, width, height].map((side) =>
    Math.round(Number(side) * each),
  ) as [number, number, number]
  const fits = [lengthMm, widthMm, heightMm].every((side) => side >= 1 && side <= mostMillimetres)
  return fits ? { value: { lengthMm, widthMm, heightMm } } : { problem: 'out_of_range' }
}

/** In centimetres, as `parseSize` reads it. */
export function writeSize({ lengthMm, widthMm, heightMm }: Size): string {
  return `${[lengthMm, widthMm, heightMm].map((side) => side / 10).join(' × ')} cm`
}

/** Without spaces, in small letters; a comma before three digits parts thousands, any other one is a decimal sign. */
function plain(text: string): string {
  return plainDigits(text)
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d),(?=\d)/g, '$1.')
}
