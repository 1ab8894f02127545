import codes from './en/codes.json' with { type: 'json' }
import common from './en/common.json' with { type: 'json' }
import customers from './en/customers.json' with { type: 'json' }
import desk from './en/desk.json' with { type: 'json' }
import developers from './en/developers.json' with { type: 'json' }
import documents from './en/documents.json' with { type: 'json' }
import entry from './en/entry.json' with { type: 'json' }
import facts from './en/facts.json' with { type: 'json' }
import home from './en/home.json' with { type: 'json' }
import imports from './en/imports.json' with { type: 'json' }
import kit from './en/kit.json' with { type: 'json' }
import order from './en/order.json' with { type: 'json' }
import refusals from './en/refusals.json' with { type: 'json' }
import settings from './en/settings.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import signin from './en/signin.json' with { type: 'json' }
import stock from './en/stock.json' with { type: 'json' }
import system from './en/system.json' with { type: 'json' }

import type { zh } from './zh.ts'

export const en: typeof zh = {
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
