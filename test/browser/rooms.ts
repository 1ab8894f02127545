// The screens of the console and how to come to each: the sweeps over all screens and the photographs read this list.
/** What is looked at by name: orders by how far they are, documents that were read well and not so well, goods, a customer. */
export type Shown = {
  fresh: string
  held: string
  confirmed: string
  shipped: string
  document: string
  repair: string
  sku: string
  customer: string
}
/** Where it is, and what is pressed there to see it. */
export type Room = { name: string; path: string; keys?: readonly string[] }

const parts = [
  ...['company', 'channels', 'locations', 'carriers', 'templates', 'people', 'roles', 'keys'],
  ...['webhooks', 'prices', 'taxes', 'password'],
]

/** Every screen, and the states of one that look like another screen. `kit` is in the builds of the tests only. */
export function rooms(shown: Shown): Room[] {
  const { fresh, held, confirmed, shipped } = shown
  return [
    { name: 'home', path: '/' },
    { name: 'desk', path: '/orders' },
    { name: 'desk-late', path: '/orders?bucket=late' },
    { name: 'desk-panel', path: `/orders?order=${held}` },
    { name: 'desk-keys', path: '/orders', keys: ['Shift+Slash'] },
    { name: 'palette', path: '/orders', keys: ['Control+k'] },
    { name: 'developers', path: '/orders', keys: ['Control+.'] },
    { name: 'order', path: `/orders/${shipped}` },
    { name: 'order-before', path: `/orders/${shipped}?asOf=2` },
    { name: 'order-held', path: `/orders/${held}` },
    { name: 'order-new', path: `/orders/${fresh}` },
    { name: 'order-split', path: `/orders/${confirmed}?do=split` },
    { name: 'entry', path: '/entry' },
    { name: 'stock', path: '/stock' },
    { name: 'stock-panel', path: `/stock?sku=${shown.sku}` },
    { name: 'customers', path: '/customers' },
    { name: 'customers-panel', path: `/customers?customer=${shown.customer}` },
    { name: 'imports', path: '/imports' },
    { name: 'import', path: `/imports?id=${shown.document}` },
    { name: 'import-repair', path: `/imports?id=${shown.repair}` },
    { name: 'documents', path: '/documents' },
    ...parts.map((part) => ({ name: `settings-${part}`, path: `/settings/${part}` })),
    { name: 'system', path: '/system' },
    { name: 'kit', path: '/kit' },
  ]
}
