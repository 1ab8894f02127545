/** What comes back of an order: taking it back, finding the order that it was of, and being done with it. */
export { MatchForm } from './form-match.tsx'
export { ReturnForm } from './form-return.tsx'
export { SettleForm } from './form-settle.tsx'
export { canMatch } from './match-draft.ts'
export { Returns } from './returns.tsx'
