/**
 * The demo company: plays the example order book day by day, from the first order to today's unfinished work, so that every screen has
 * realistic data. It uses the public functions of the other modules and owns no tables.
 */
export { loadDemo } from './load.ts'
