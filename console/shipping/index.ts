/** How an order leaves and arrives: carriers, shipping, delivering, what carriers tell of it, and its papers. */
export { CarrierForm } from './form-carrier.tsx'
export { DeliverForm } from './form-deliver.tsx'
export { DispatchForm } from './form-dispatch.tsx'
export { ShipForm } from './form-ship.tsx'
export { TrackForm } from './form-track.tsx'
export { PaperLink } from './paper-link.tsx'
