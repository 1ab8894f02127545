/**
 * An order as other rooms show it beside their lists. Load this room when the first one is opened: the desk starts without it.
 */
export { Panel as OrderPanel } from './panel.tsx'
