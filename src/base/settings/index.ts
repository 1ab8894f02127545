/**
 * Things that are set once and read every day, each kept whole under its kind and code: with a version, so that nobody writes
 * over what somebody faster wrote, and with every change as a fact with before and after. Which kinds there are, and what they
 * hold, their owners say.
 */
export { changeSettings, mostOfKind, type Wish } from './change.ts'
export { settingsFacts } from './facts.ts'
export { historyAnswer, historyOf, overtaken } from './history.ts'
export { settingFields, settingsAnswers } from './http.ts'
export type { Kinds } from './kinds.ts'
export { settingsRefusals } from './refusals.ts'
export { listSettings, type Setting, settingsByName } from './settings.sql.ts'
