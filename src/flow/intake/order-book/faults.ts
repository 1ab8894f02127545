import type { RepairCode } from './read.ts'

/** Why a row waits to be repaired. */
export const faults: Record<RepairCode | 'amount_too_large' | 'already_imported', string> = {
  invoice_missing: 'there is no invoice number',
  sku_missing: 'there is no stock code',
  text_control_characters: 'there are characters that cannot be shown',
  text_too_long: 'the text is too long',
  text_expected: 'this is no text',
  quantity_missing: 'there is no quantity',
  quantity_not_whole: 'the quantity is no whole number',
  quantity_zero: 'the quantity is zero',
  quantity_too_large: 'the quantity is too large',
  quantity_sign: 'the sign does not fit: an invoice sells, a C invoice takes back',
  price_missing: 'there is no price',
  price_not_a_number: 'the price is no number',
  price_too_fine: 'the price is finer than the smallest coin',
  price_too_large: 'the price is too large',
  price_negative: 'goods cannot cost less than nothing',
  date_missing: 'there is no date',
  date_not_understood: 'the date is not understood',
  country_unknown: 'the country is not known',
  amount_too_large: 'quantity × price is too large',
  already_imported: 'this invoice came with another file before',
}
