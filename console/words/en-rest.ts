import customers from './en/customers.json' with { type: 'json' }
import desk from './en/desk-later.json' with { type: 'json' }
import deskwork from './en/deskwork.json' with { type: 'json' }
import developers from './en/developers.json' with { type: 'json' }
import documents from './en/documents.json' with { type: 'json' }
import entry from './en/entry.json' with { type: 'json' }
import facts from './en/facts.json' with { type: 'json' }
import home from './en/home.json' with { type: 'json' }
import imports from './en/imports.json' with { type: 'json' }
import kit from './en/kit-later.json' with { type: 'json' }
import order from './en/order.json' with { type: 'json' }
import refusals from './en/refusals.json' with { type: 'json' }
import settings from './en/settings.json' with { type: 'json' }
import signin from './en/signin.json' with { type: 'json' }
import stock from './en/stock.json' with { type: 'json' }
import system from './en/system.json' with { type: 'json' }
import terms from './en/terms.json' with { type: 'json' }
import type { rest as zh } from './zh-rest.ts'

export const rest: typeof zh = {
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
