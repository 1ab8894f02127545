/** Where the life of the database is told: a code and its facts, never a sentence. */
export type Log = (code: string, params: object) => void

export const silent: Log = () => {}
