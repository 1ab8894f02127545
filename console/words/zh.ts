import codes from './zh/codes.json' with { type: 'json' }
import common from './zh/common.json' with { type: 'json' }
import customers from './zh/customers.json' with { type: 'json' }
import desk from './zh/desk.json' with { type: 'json' }
import developers from './zh/developers.json' with { type: 'json' }
import documents from './zh/documents.json' with { type: 'json' }
import entry from './zh/entry.json' with { type: 'json' }
import facts from './zh/facts.json' with { type: 'json' }
import home from './zh/home.json' with { type: 'json' }
import imports from './zh/imports.json' with { type: 'json' }
import kit from './zh/kit.json' with { type: 'json' }
import order from './zh/order.json' with { type: 'json' }
import refusals from './zh/refusals.json' with { type: 'json' }
import settings from './zh/settings.json' with { type: 'json' }
import shell from './zh/shell.json' with { type: 'json' }
import signin from './zh/signin.json' with { type: 'json' }
import stock from './zh/stock.json' with { type: 'json' }
import system from './zh/system.json' with { type: 'json' }

/** Every word of the console in Chinese. The other languages must have the same keys. */
export const zh = {
  common,
  shell,
  kit,
  desk,
  order,
  entry,
  stock,
  customers,
  imports,
  documents,
  settings,
  developers,
  system,
  home,
  facts,
  refusals,
  codes,
  signin,
}
