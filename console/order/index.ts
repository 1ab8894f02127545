/**
 * An order as other rooms show it beside their lists, and orders side by side. Load this room when the first one is opened: the
 * desk starts without it.
 */
export { MergeDialog } from './merge-dialog.tsx'
export { Panel as OrderPanel } from './panel.tsx'
