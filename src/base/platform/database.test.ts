import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { sql } from './sql.ts'

/** A message of PostgreSQL: its letter, its length, its body. */
function message(letter: string, body: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(4 + body.length)
  return Buffer.concat([Buffer.from(letter), length, Buffer.from(body, 'latin1')])
}

test('a server that lets us in and stops in the same breath fails the transaction with its reason, and nothing else', async () => {
  const letIn = message('R', '\0\0\0\0')
  const ready = message('Z', 'I')
  const stopping = message('E', 'SFATAL\0C57P01\0Mterminating connection\0\0')
  const server = createServer((socket) =>
    socket.once('data', () => socket.end(Buffer.concat([letIn, ready, stopping]))),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const database = openDatabase(`postgres://nobody@127.0.0.1:${port}/none`, { size: 1 })
  for (const times of [1, 2])
    await expect(database.begin((tx) => tx.rows(sql`select ${times}::int`))).rejects.toMatchObject({
      code: '57P01',
    })
  await database.close()
  server.close()
})
