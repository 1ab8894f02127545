// Every refusal of the house in one place: code → HTTP status and English title.

import { connectionsRefusals } from './around/connections/index.ts'
import { commonRefusals, type RefusalTable } from './base/http/index.ts'
import { settingsRefusals } from './base/settings/index.ts'
import { exportsRefusals } from './desk/exports/index.ts'
import { runsRefusals } from './desk/runs/index.ts'
import { viewsRefusals } from './desk/views/index.ts'
import { aftersalesRefusals } from './flow/aftersales/index.ts'
import { intakeRefusals } from './flow/intake/index.ts'
import { shippingRefusals } from './flow/shipping/index.ts'
import { warehouseRefusals } from './flow/warehouse/index.ts'
import { catalogRefusals } from './ground/catalog/index.ts'
import { customersRefusals } from './ground/customers/index.ts'
import { identityRefusals } from './ground/identity/index.ts'
import { stockRefusals } from './ground/stock/index.ts'
import { ordersRefusals } from './orders/index.ts'

export const refusals: RefusalTable = {
  ...commonRefusals,
  ...aftersalesRefusals,
  ...identityRefusals,
  ...catalogRefusals,
  ...customersRefusals,
  ...stockRefusals,
  ...ordersRefusals,
  ...viewsRefusals,
  ...runsRefusals,
  ...exportsRefusals,
  ...intakeRefusals,
  ...warehouseRefusals,
  ...shippingRefusals,
  ...connectionsRefusals,
  ...settingsRefusals,
}
