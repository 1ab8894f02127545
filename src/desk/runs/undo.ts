import type { Undoable } from '../../orders/index.ts'

/** What a run does that takes another one back: `run` is that one, `of` what it did. */
export type UndoCommand = { command: 'undo'; run: string; of: Undoable }
