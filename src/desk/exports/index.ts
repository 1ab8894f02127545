/**
 * The list of orders as a file: CSV or XLSX, streamed while it is read, in the reader's language and time zone. It stores nothing and
 * has no tables.
 */
import { module } from '../../base/module/index.ts'
import { exportsContract } from './contract.ts'
import { exportsHandlers } from './http.ts'
import { exportsRefusals } from './refusals.ts'

export const exports = module({
  name: 'exports',
  contract: exportsContract,
  handlers: ({ database, onError }) => exportsHandlers(database, onError),
  refusals: exportsRefusals,
})
