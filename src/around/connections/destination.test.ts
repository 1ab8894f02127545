import { expect, test, vi } from 'vitest'
import {
  type Address,
  checkUrl,
  findDestination,
  type Reach,
  systemResolve,
} from './destination.ts'

const open: Reach = { to: 'public' }
const anywhere: Reach = { to: 'anywhere' }
const publicly: Address[] = [{ address: '93.184.216.34', family: 4 }]
const resolve = async () => publicly
const find = (url: string, reach = open) => findDestination(url, { reach, resolve })

const spellings = [
  ...['https://127.0.0.1/', 'https://127.1/', 'https://0x7f.1/', 'https://2130706433/'],
  ...[
    'https://0177.0.0.1/',
    'https://127.0.0.1./',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
  ],
  ...['https://[::ffff:7f00:1]/', 'https://[64:ff9b::a00:1]/', 'https://169.254.169.254/latest'],
  ...['https://0/', 'https://10.0.0.1:8443/', 'https://[fd00::1]/', 'https://１２７.0.0.1/'],
  ...['https://①②⑦.⓪.⓪.①/', 'https://127。0。0。1/', 'https://0xA9FEA9FE/'],
]

test.each(spellings)('%s leads into a private network however it is spelled', async (url) => {
  expect(await find(url)).toMatchObject({ refused: 'address_not_public' })
})

test.each(['https://localhost/', 'https://localhost./', 'https://LOCALHOST../'])(
  '%s is resolved by the system and leads inside',
  async (url) => {
    const found = await findDestination(url, { reach: open, resolve: systemResolve })
    expect(found).toMatchObject({ refused: 'address_not_public' })
  },
)

test.each([
  ['http://example.com/', 'url_scheme_not_allowed'],
  ['file:///etc/passwd', 'url_scheme_not_allowed'],
  ['gopher://example.com/', 'url_scheme_not_allowed'],
  ['javascript:alert(1)', 'url_scheme_not_allowed'],
  ['https://user@example.com/', 'url_has_credentials'],
  ['https://user:pass@example.com/', 'url_has_credentials'],
  ['https://example.com:22/', 'url_port_not_allowed'],
  ['https://example.com:5432/', 'url_port_not_allowed'],
  ['https://./', 'url_invalid'],
  ['no address', 'url_invalid'],
  ['https://', 'url_invalid'],
  ['https://[::1', 'url_invalid'],
])('%s is refused as %s', async (url, refused) => {
  expect(await find(url)).toMatchObject({ refused })
})

test.each(['https://example.com/a?b=c', 'https://example.com:8443/', 'https://bücher.example/'])(
  '%s may be called',
  async (url) => {
    expect(await find(url)).toMatchObject({ addresses: publicly })
  },
)

test('ports that were configured may be called', () => {
  expect(checkUrl('https://example.com:9000/', { ...open, ports: [9000] })).toBeInstanceOf(URL)
})

test('the point of the root is taken off the name', () => {
  expect(checkUrl('https://example.com./x', open)).toMatchObject({ hostname: 'example.com' })
})

test('one private address among public ones refuses them all', async () => {
  const mixed = async (): Promise<Address[]> => [...publicly, { address: '10.0.0.1', family: 4 }]
  const found = await findDestination('https://example.com/', { reach: open, resolve: mixed })
  expect(found).toMatchObject({ refused: 'address_not_public' })
})

test('a host without an address is refused by name', async () => {
  const failing = vi.fn(async () => {
    throw new Error('ENOTFOUND')
  })
  const found = await findDestination('https://gone.example/', { reach: open, resolve: failing })
  expect(found).toEqual({ refused: 'host_not_found', params: { host: 'gone.example' } })
})

test('a number for a host asks no name server', async () => {
  const asked = vi.fn(resolve)
  await findDestination('https://8.8.8.8/', { reach: open, resolve: asked })
  expect(asked).not.toHaveBeenCalled()
})

test('a private network can be allowed', async () => {
  expect(await find('http://10.0.0.1:3000/hook', anywhere)).toMatchObject({
    addresses: [{ address: '10.0.0.1' }],
  })
  expect(await find('file:///etc/passwd', anywhere)).toHaveProperty('refused')
})
