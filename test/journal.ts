// What was promised to the clients, kept outside the application and its database: only this file knows.
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Entry = { key: string; ack?: { status: number; id: string } }

/** Every line is on the disk before the call returns: the intent before it is sent, the answer before it is believed. */
export function openJournal() {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-journal-'))
  const path = join(folder, 'journal')
  const file = openSync(path, 'a')
  const note = (entry: Entry) => {
    writeSync(file, `${JSON.stringify(entry)}\n`)
    fdatasyncSync(file)
  }
  return {
    intent: (key: string) => note({ key }),
    ack: (key: string, status: number, id: string) => note({ key, ack: { status, id } }),
    /** Key → the answer that was believed, undefined where none came. */
    read: () => {
      const entries = readFileSync(path, 'utf8').trim().split('\n').filter(Boolean)
      const byKey = new Map<string, Entry['ack']>()
      for (const line of entries) {
        const { key, ack } = JSON.parse(line) as Entry
        byKey.set(key, ack ?? byKey.get(key))
      }
      return byKey
    },
    close: () => {
      closeSync(file)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Journal = ReturnType<typeof openJournal>
