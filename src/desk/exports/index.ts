/**
 * The list of orders as a file: CSV or XLSX, written while it is read, in the reader's language and time zone. It keeps nothing
 * and has no tables.
 */
export { exportsContract } from './contract.ts'
export { exportsHandlers } from './http.ts'
export { exportsRefusals } from './refusals.ts'
