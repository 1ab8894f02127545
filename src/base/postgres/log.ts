/**
 * Where the life of the database is told: a code and its facts, never a sentence.
 *
 * Usual: `ready`. Put right without help: `start_refused` (tried again or thrown next), `pid_file_set_aside`,
 * `orphan_stopped`, `not_adopted`, `server_died` then `server_revived`. For a person to look at: `ballast_freed` (a disk
 * was full), `locale_without_utf8` (search by similarity misses Chinese), `server_lost` (it died and stays down).
 */
export type Log = (code: string, params: object) => void

export const silent: Log = () => {}
