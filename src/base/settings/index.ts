/**
 * Things that are set once and read every day, each stored as one value under its kind and code. A version keeps people from
 * overwriting each other's changes, and every change is a fact with before and after. The modules that own the kinds define them.
 */
export { changeSettings, mostOfKind, type Wish } from './change.ts'
export { settingsFacts } from './facts.ts'
export { historyAnswer, historyOf, overtaken } from './history.ts'
export { settingFields, settingsAnswers } from './http.ts'
export type { Kinds } from './kinds.ts'
export { settingsRefusals } from './refusals.ts'
export { listSettings, type Setting, settingsByName } from './settings.sql.ts'
