// The table of contents: every screen, where it is, and what one must be allowed to see it. Each is loaded when it is opened.

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Permission } from '../../src/ground/identity/roles.ts'
import { arriving } from '../base/arriving.ts'
import { restOfWords } from '../base/words.ts'
import { later } from '../kit/loaded.tsx'
import type { Path, Search } from './addresses.ts'
import { NotFound, ScreenFailed } from './failed.tsx'
import { guarded } from './guard.tsx'
import { parseSearch, writeSearch } from './search.ts'
import { Shell } from './shell.tsx'

const Developers = later(async () => (await import('../developers/index.tsx')).Developers)
const root = createRootRoute({
  component: () => <Shell Developers={Developers} />,
  notFoundComponent: NotFound,
})

type Room = () => Promise<{ Screen: () => ReactNode }>
type Loaded = ReturnType<typeof lazyRouteComponent>

/** A screen waits for its words; those of the order desk come with the start. */
function worded(room: Room): Room {
  return async () => (await Promise.all([room(), restOfWords()]))[0]
}

function screen<const Of extends Path>(path: Of, room: Room, permission?: Permission) {
  const load = path === '/orders' ? room : worded(room)
  return createRoute({
    getParentRoute: () => root,
    path,
    // As `parseSearch` reads it: texts, of which a screen takes those it knows.
    validateSearch: (search: Search<Of>) => search,
    component: guarded(lazyRouteComponent(() => arriving(load), 'Screen') as Loaded, permission),
  })
}

const routes = root.addChildren([
  screen('/', () => import('../home/screen.tsx')),
  screen('/orders', () => import('../desk/screen.tsx'), 'orders:read'),
  screen('/orders/$id', () => import('../order/screen.tsx'), 'orders:read'),
  screen('/entry', () => import('../entry/screen.tsx'), 'orders:place'),
  screen('/stock', () => import('../stock/screen.tsx'), 'stock:read'),
  screen('/customers', () => import('../customers/screen.tsx'), 'customers:read'),
  screen('/imports', () => import('../imports/screen.tsx'), 'imports:read'),
  screen('/documents', () => import('../documents/screen.tsx'), 'papers:read'),
  screen('/settings', () => import('../settings/screen.tsx')),
  screen('/settings/$part', () => import('../settings/screen.tsx')),
  screen('/system', () => import('../system/screen.tsx'), 'system:read'),
  ...(__KIT__ ? [screen('/kit', () => import('../kitpage/screen.tsx'))] : []),
])

export const router = createRouter({
  routeTree: routes,
  parseSearch,
  stringifySearch: writeSearch,
  defaultErrorComponent: ScreenFailed,
  // What is shown stays until the next screen is there: nothing flashes.
  defaultPendingMs: 400,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
