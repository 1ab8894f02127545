// The whole API as data, in the order an order travels.
import { aftersalesContract } from './aftersales/index.ts'
import { catalogContract } from './catalog/index.ts'
import { connectionsContract } from './connections/index.ts'
import { customersContract } from './customers/index.ts'
import { deskContract } from './desk/index.ts'
import { identityContract } from './identity/index.ts'
import { intakeContract } from './intake/index.ts'
import { ordersContract } from './orders/index.ts'
import { paymentsContract } from './payments/index.ts'
import { settingsContract } from './settings/index.ts'
import { shippingContract } from './shipping/index.ts'
import { stockContract } from './stock/index.ts'
import { systemContract } from './system/index.ts'
import { warehouseContract } from './warehouse/index.ts'

export const contract = {
  ...identityContract,
  ...catalogContract,
  ...customersContract,
  ...stockContract,
  ...ordersContract,
  ...deskContract,
  ...intakeContract,
  ...warehouseContract,
  ...shippingContract,
  ...paymentsContract,
  ...aftersalesContract,
  ...connectionsContract,
  ...settingsContract,
  ...systemContract,
} as const
