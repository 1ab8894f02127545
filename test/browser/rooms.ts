// The screens of the console and how to come to each: the sweeps over all screens and the photographs read this list.
/** What is looked at by name: an order on hold, one that was sent, a new one, and a document that was read. */
export type Shown = { fresh: string; held: string; shipped: string; document: string }
export type Room = { name: string; path: string }

/** Every screen, and the states of one that look like another screen. `kit` is in the builds of the tests only. */
export function rooms({ fresh, held, shipped, document }: Shown): Room[] {
  const parts = ['company', 'channels', 'people', 'keys', 'webhooks']
  return [
    { name: 'home', path: '/' },
    { name: 'desk', path: '/orders' },
    { name: 'desk-late', path: '/orders?bucket=late' },
    { name: 'desk-panel', path: `/orders?order=${held}` },
    { name: 'order', path: `/orders/${shipped}` },
    { name: 'order-held', path: `/orders/${held}` },
    { name: 'order-new', path: `/orders/${fresh}` },
    { name: 'entry', path: '/entry' },
    { name: 'stock', path: '/stock' },
    { name: 'customers', path: '/customers' },
    { name: 'imports', path: '/imports' },
    { name: 'import', path: `/imports?id=${document}` },
    { name: 'documents', path: '/documents' },
    { name: 'settings', path: '/settings' },
    ...parts.map((part) => ({ name: `settings-${part}`, path: `/settings/${part}` })),
    { name: 'system', path: '/system' },
    { name: 'kit', path: '/kit' },
  ]
}
