/** What a row that is not goods stands for. */
export type ChargeCode =
  | 'shipping'
  | 'discount'
  | 'manual'
  | 'bank_charges'
  | 'marketplace_fee'
  | 'commission'
  | 'sample'
  | 'gift_voucher'
  | 'adjustment'

/** Why goods came or went without a sale, as far as the note of the row tells. */
export type MovementCause =
  | 'damaged'
  | 'lost'
  | 'found'
  | 'check'
  | 'sold_elsewhere'
  | 'adjustment'
  | 'unknown'

const CHARGES: { [code: string]: ChargeCode } = {
  POST: 'shipping',
  DOT: 'shipping',
  C2: 'shipping',
  D: 'discount',
  M: 'manual',
  'BANK CHARGES': 'bank_charges',
  AMAZONFEE: 'marketplace_fee',
  CRUK: 'commission',
  S: 'sample',
  B: 'adjustment',
  ADJUST: 'adjustment',
  ADJUST2: 'adjustment',
}

/** What people write in the description instead of the goods' name when stock is put right. */
const NOTES: [MovementCause, RegExp][] = [
  ['damaged', /^(damage[sd]?|faulty|broken|wet|rusty|crushed|mouldy|smashed)\b/i],
  ['lost', /^(lost|missing|thrown away)\b/i],
  ['found', /^found$/i],
  ['check', /^(stock )?(check|count)(ed)?$/i],
  ['sold_elsewhere', /^(amazon|ebay|dotcom)( sales?)?$/i],
  ['adjustment', /^(adjust(ed|ment)?|reverse\b.*|.* adjustment)$/i],
  ['unknown', /^\?+$/],
]

/** The charge that a code stands for (codes in capitals); undefined = goods. */
export function chargeCodeOf(sku: string): ChargeCode | undefined {
  return sku.startsWith('GIFT_') ? 'gift_voucher' : CHARGES[sku]
}

/** The cause that a description names when it is a note; undefined = it is the name of the goods. */
export function noteCause(description: string): MovementCause | undefined {
  return NOTES.find(([, pattern]) => pattern.test(description))?.[0]
}
