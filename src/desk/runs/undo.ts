import type { Undoable } from '../../orders/index.ts'

/** The command of a run that undoes another: `run` is the other run, `of` its command. */
export type UndoCommand = { command: 'undo'; run: string; of: Undoable }
