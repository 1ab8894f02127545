/**
 * The demo company: the example order book lived through, from the first order to what is under way today, so that every
 * screen has real life in it. It uses the doors that everybody uses and owns nothing.
 */
export { loadDemo } from './load.ts'
