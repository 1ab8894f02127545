// Every refusal of the house in one place: code → HTTP status and English title.
import { aftersalesRefusals } from './aftersales/index.ts'
import { catalogRefusals } from './catalog/index.ts'
import { connectionsRefusals } from './connections/index.ts'
import { customersRefusals } from './customers/index.ts'
import { deskRefusals } from './desk/index.ts'
import { commonRefusals, type RefusalTable } from './http/index.ts'
import { identityRefusals } from './identity/index.ts'
import { intakeRefusals } from './intake/index.ts'
import { ordersRefusals } from './orders/index.ts'
import { settingsRefusals } from './settings/index.ts'
import { shippingRefusals } from './shipping/index.ts'
import { stockRefusals } from './stock/index.ts'
import { warehouseRefusals } from './warehouse/index.ts'

export const refusals: RefusalTable = {
  ...commonRefusals,
  ...aftersalesRefusals,
  ...identityRefusals,
  ...catalogRefusals,
  ...customersRefusals,
  ...stockRefusals,
  ...ordersRefusals,
  ...deskRefusals,
  ...intakeRefusals,
  ...warehouseRefusals,
  ...shippingRefusals,
  ...connectionsRefusals,
  ...settingsRefusals,
}
