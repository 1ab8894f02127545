/** What a location does with an order: a part sent there and called back, picking, packing, and the measures of what is packed. */
export { barOf, nextStep, piecesLeft, type Step, steps, waiting } from './floor.ts'
export { PackForm } from './form-pack.tsx'
export { PickForm } from './form-pick.tsx'
export { SplitForm } from './form-split.tsx'
export { writeSize, writeWeight } from './measure-text.ts'
export { useRecall } from './recall.ts'
