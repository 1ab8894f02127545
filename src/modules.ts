// The table of contents: every module, in the order an order travels. A module is a folder and a line here.
import { connections } from './around/connections/index.ts'
import { system } from './around/system/index.ts'
import { comments } from './desk/comments/index.ts'
import { exports } from './desk/exports/index.ts'
import { find } from './desk/find/index.ts'
import { runs } from './desk/runs/index.ts'
import { views } from './desk/views/index.ts'
import { aftersales } from './flow/aftersales/index.ts'
import { allocation } from './flow/allocation/index.ts'
import { intake } from './flow/intake/index.ts'
import { shipping } from './flow/shipping/index.ts'
import { warehouse } from './flow/warehouse/index.ts'
import { catalog } from './ground/catalog/index.ts'
import { company } from './ground/company/index.ts'
import { customers } from './ground/customers/index.ts'
import { identity } from './ground/identity/index.ts'
import { promise } from './ground/promise/index.ts'
import { stock } from './ground/stock/index.ts'
import { orders } from './orders/index.ts'

export const modules = [
  identity,
  company,
  catalog,
  customers,
  stock,
  promise,
  orders,
  intake,
  allocation,
  warehouse,
  shipping,
  aftersales,
  find,
  views,
  runs,
  exports,
  comments,
  connections,
  system,
] as const
