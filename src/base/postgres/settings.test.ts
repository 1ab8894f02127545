import { expect, test } from 'vitest'
import { serverArguments } from './settings.ts'

const at = { port: 5000, socketDir: '/tmp/a, b' }

test('settings given win over the defaults', () => {
  const args = serverArguments('/data', at, { shared_buffers: '1GB' })
  expect(args).toContain('shared_buffers=1GB')
  expect(args).not.toContain('shared_buffers=256MB')
  expect(args).toContain('fsync=on')
})

test('no setting opens the server to the network', () => {
  const args = serverArguments('/data', at, { listen_addresses: '*', port: '1' })
  expect(args).toContain('listen_addresses=127.0.0.1')
  expect(args).toContain('port=5000')
})

test('a socket folder with a comma in its name stays one folder', () => {
  expect(serverArguments('/data', at, {})).toContain('unix_socket_directories="/tmp/a, b"')
})
