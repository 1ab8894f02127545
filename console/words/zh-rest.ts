import customers from './zh/customers.json' with { type: 'json' }
import desk from './zh/desk-later.json' with { type: 'json' }
import deskwork from './zh/deskwork.json' with { type: 'json' }
import developers from './zh/developers.json' with { type: 'json' }
import documents from './zh/documents.json' with { type: 'json' }
import entry from './zh/entry.json' with { type: 'json' }
import facts from './zh/facts.json' with { type: 'json' }
import home from './zh/home.json' with { type: 'json' }
import imports from './zh/imports.json' with { type: 'json' }
import kit from './zh/kit-later.json' with { type: 'json' }
import order from './zh/order.json' with { type: 'json' }
import refusals from './zh/refusals.json' with { type: 'json' }
import settings from './zh/settings.json' with { type: 'json' }
import signin from './zh/signin.json' with { type: 'json' }
import stock from './zh/stock.json' with { type: 'json' }
import system from './zh/system.json' with { type: 'json' }
import terms from './zh/terms.json' with { type: 'json' }

/** The words of everything that is opened later. */
export const rest = {
  customers,
  desk,
  deskwork,
  developers,
  documents,
  entry,
  facts,
  home,
  imports,
  kit,
  order,
  refusals,
  settings,
  signin,
  stock,
  system,
  terms,
}
