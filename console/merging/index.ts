/** Orders that go in one parcel: which ones, putting them together, and taking one out again. */
export { MergeDialog } from './merge-dialog.tsx'
export { useUnmerge } from './merging.ts'
export { OrderLinks, Together } from './together.tsx'
