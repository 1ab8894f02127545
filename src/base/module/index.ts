/**
 * What a module is: one value at its door, that says all the house has to know of it. The wiring folds the values of all
 * modules to one plan and gives each of them the house it stands in. A module asks those above it by questions, of which it
 * knows only the answer's shape.
 */
export { type FactViewOf, factVariants } from './fact-view.ts'
export {
  type FactKind,
  type FactKinds,
  type FactOf,
  factTable,
  type Heard,
  type NewFactOf,
  type RecordedOf,
} from './facts.ts'
export type { House, Whole } from './house.ts'
export { type Module, module } from './module.ts'
export { oncePer } from './once-per.ts'
export { type ContractOf, followersOf, type Plan, planOf } from './plan.ts'
export { type Answer, type Ask, answer, asking, type Question, question } from './question.ts'
export { verifyFacts } from './verify-facts.ts'
