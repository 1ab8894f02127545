import { ordersContract } from '../../orders/index.ts'

/** What `GET /api/orders` is filtered by, without the page. */
export const orderFilter = ordersContract['GET /api/orders'].query.omit({
  limit: true,
  cursor: true,
})
