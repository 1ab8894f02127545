/** An order as other rooms show it: beside their lists, loaded when the first one is opened. */
export { OrderPanel } from './later.tsx'
