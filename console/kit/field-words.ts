import { type Key, useWords } from '../base/words.ts'

const known = new Set([
  'required',
  'too_small',
  'too_big',
  'invalid_format',
  'invalid_type',
  'invalid_value',
  'characters',
  'unknown_field',
  'country',
  'currency',
])

/** Why a field was refused, in words: the trade's refusals first, then what the shape of a field can be wrong in. */
export function useFieldWords(): (
  code: string,
  params?: Readonly<Record<string, unknown>>,
) => string {
  const { t, code: words, knows } = useWords()
  return (code, params) => {
    if (knows('refusal', code)) return words('refusal', code, params)
    return known.has(code) ? t(`kit.field_${code}` as Key, params) : t('kit.field_wrong', { code })
  }
}
