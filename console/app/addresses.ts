// The addresses of the console: each screen's path, and what may stand behind the `?` there. All of it is text.
import type { Given } from '../base/api.ts'

type Texts<Keys extends string> = { readonly [Name in Keys]?: string | undefined }
/** What a list of the server is narrowed and sorted by. */
type Asked<Name extends 'GET /api/orders' | 'GET /api/stock/levels' | 'GET /api/customers'> =
  Exclude<keyof NonNullable<Given<Name>['query']>, 'cursor' | 'limit'>

type Searches = {
  '/': Texts<never>
  /** `order` is the one beside the list, `view` the saved view that is shown. */
  '/orders': Texts<Asked<'GET /api/orders'> | 'order' | 'view'>
  /** `asOf` is a version, `do` a command that is begun. */
  '/orders/$id': Texts<'asOf' | 'do'>
  '/entry': Texts<'customer'>
  '/stock': Texts<Asked<'GET /api/stock/levels'> | 'sku'>
  '/customers': Texts<Asked<'GET /api/customers'> | 'customer'>
  '/imports': Texts<'id' | 'reason'>
  '/documents': Texts<'kind' | 'when' | 'q' | 'paper'>
  '/settings': Texts<'open' | 'add' | 'see'>
  /** `open` is the row that is looked at, `add` begins a new one, `see` asks through whose eyes to look. */
  '/settings/$part': Texts<'open' | 'add' | 'see'>
  '/system': Texts<never>
  '/kit': Texts<never>
}
export type Path = keyof Searches
/** A screen that is whole without a name in its path. */
export type Place = Exclude<Path, `${string}$${string}`>
export type Search<Of extends Path> = Searches[Of]

/** Changes what stands behind the `?`: undefined takes a parameter away. `replace` (as while typing) leaves no step to go back to. */
export type SetSearch<Of extends Path> = (change: Search<Of>, how?: { replace?: boolean }) => void
