/**
 * How much stock there is, where, and who it is promised to: levels by variant and location, movements, allocations, reservations.
 * available = on hand − allocated − live reservations − safety, and no piece is sold twice.
 */
import { module } from '../../base/module/index.ts'
import { namesOf, skusLike } from '../catalog/index.ts'
import { stockContract } from './contract.ts'
import { stockFacts } from './facts.ts'
import { stockHandlers } from './http.ts'
import { stockRefusals } from './refusals.ts'
import { stockJobs } from './reservations.ts'
import { verifyStock } from './verify.ts'

export {
  type Allocation,
  allocatedTo,
  available,
  availableAt,
  type Book,
  claim,
  consume,
  isPlenty,
  type Level,
  type Movement,
  makeBook,
  type Piece,
  release,
  setAside,
  unclaim,
  unrelease,
  type Which,
} from './book.ts'
export { stockContract } from './contract.ts'
export { stockFacts } from './facts.ts'
export { stockHandlers } from './http.ts'
export type { Goods } from './levels.ts'
export { type Location, locations, saveLocations } from './locations.ts'
export { type Moved, type MovementRequest, postMovements } from './movements.ts'
export { locationsOfOrders } from './places.sql.ts'
export {
  endReservations,
  type Reservation,
  type ReservationRequest,
  reserveStock,
} from './reservations.ts'
export { type SafetyAsked, setSafety } from './safety.ts'
export { move, restock } from './shelf.ts'
export {
  allocationsOf,
  glanceAtBook,
  levelsOf,
  makeLevels,
  openBook,
  openClaims,
  saveBook,
} from './stock.sql.ts'
export {
  allocationsBetween,
  keyOf,
  movedElsewhere,
  type Pieces,
  packedBetween,
} from './verify.ts'

export const stock = module({
  name: 'stock',
  contract: stockContract,
  handlers: ({ database, refusals }) =>
    stockHandlers(database, refusals, { find: skusLike, namesOf }),
  refusals: stockRefusals,
  facts: stockFacts,
  jobs: ({ database }) => stockJobs(database),
  checks: verifyStock,
})
