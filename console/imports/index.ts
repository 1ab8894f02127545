/** Documents that came in, for other rooms: their state in words, and the file as it came. */
export { saveOriginal } from './original.ts'
export { StateChip } from './state-chip.tsx'
