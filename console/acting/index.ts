/**
 * Acting on one order, whatever the step: what is asked about it, how something is sent, the dialog with its refusal, and the
 * pieces of its lines. The rooms of the steps stand on this one.
 */
export { type Acting, type BodyOf, type CommandName, useActing } from './act.ts'
export { Refused } from './clash.tsx'
export {
  type Comment,
  type Event,
  type Hold,
  type Level,
  type Line,
  type Option,
  type Order,
  type Package,
  type Return,
  useComments,
  useCompanions,
  useEvents,
  useFulfilmentOrders,
  useOptions,
  useOrder,
  useOrderNews,
  usePackageEvents,
  usePackages,
  useReturn,
  useReturns,
  useStock,
  type Work,
} from './data.ts'
export { type FormProps, Frame } from './frame.tsx'
export { ledgerOf, type MoneyRow, openOf } from './ledger.ts'
export { type Names, type Person, useNames } from './names.ts'
export { type Free, PieceRows } from './piece-rows.tsx'
export {
  type Chosen,
  everyLine,
  freeOf,
  isChosen,
  linesOf,
  Pieces,
  WhichPieces,
} from './pieces.tsx'
export { useOrderSending } from './sending.ts'
export { Sheet, useErrorAt } from './sheet.tsx'
export {
  amountOf,
  freePieces,
  isMissed,
  lacking,
  nameOf,
  type Stage,
  stagesThatMatter,
  wanted,
} from './stages.ts'
export {
  type Asked,
  type Floor,
  type FloorStep,
  goHome,
  useStep,
  type WorkFormProps,
} from './step.ts'
export { useUndoing } from './undoing.ts'
export { VirtualList } from './virtual-list.tsx'
export { addressLines, customerLines, Who } from './who.tsx'
