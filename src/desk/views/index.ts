/**
 * Saved views: what a list shows and how, under a name, for oneself or for all. A view holds no orders, only what is asked for;
 * the log tells who saved it, not what they look for.
 */
export { viewsContract } from './contract.ts'
export { viewsHandlers } from './http.ts'
export { viewsRefusals } from './refusals.ts'
