// The whole API as data, in the order an order travels.

import { connectionsContract } from './around/connections/index.ts'
import { systemContract } from './around/system/index.ts'
import { commentsContract } from './desk/comments/index.ts'
import { exportsContract } from './desk/exports/index.ts'
import { findContract } from './desk/find/index.ts'
import { runsContract } from './desk/runs/index.ts'
import { viewsContract } from './desk/views/index.ts'
import { aftersalesContract } from './flow/aftersales/index.ts'
import { intakeContract } from './flow/intake/index.ts'
import { shippingContract } from './flow/shipping/index.ts'
import { warehouseContract } from './flow/warehouse/index.ts'
import { catalogContract } from './ground/catalog/index.ts'
import { companyContract } from './ground/company/index.ts'
import { customersContract } from './ground/customers/index.ts'
import { identityContract } from './ground/identity/index.ts'
import { stockContract } from './ground/stock/index.ts'
import { ordersContract } from './orders/index.ts'

export const contract = {
  ...identityContract,
  ...catalogContract,
  ...customersContract,
  ...stockContract,
  ...ordersContract,
  ...findContract,
  ...viewsContract,
  ...runsContract,
  ...exportsContract,
  ...commentsContract,
  ...intakeContract,
  ...warehouseContract,
  ...shippingContract,
  ...aftersalesContract,
  ...connectionsContract,
  ...companyContract,
  ...systemContract,
} as const
