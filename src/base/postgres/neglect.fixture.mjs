/** A parent that starts a program and then never looks after it: what has ended stays a zombie until we end. */
import { spawn } from 'node:child_process'

const [uid, gid, program, ...args] = process.argv.slice(2)
const ids = uid === '-' ? {} : { uid: Number(uid), gid: Number(gid) }
const child = spawn(program, args, { ...ids, cwd: '/', stdio: 'ignore', detached: true })
process.stdout.write(`${child.pid}\n`, () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})
