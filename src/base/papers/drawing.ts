// One paper to draw, as it travels to the thread that draws it and back. Plain data, so that it can be copied over.
import type { PackingSlip, PaperLanguage, ShippingLabel } from './data.ts'
import { packingSlip } from './packing-slip.ts'
import { shippingLabel } from './shipping-label.ts'

export type Drawing =
  | { kind: 'slip'; data: PackingSlip; language: PaperLanguage }
  | { kind: 'label'; data: ShippingLabel; language: PaperLanguage }

export type Drawn = { bytes: Uint8Array } | { fault: string }

/** Draws it in this thread. An error is returned, not thrown, so that the thread lives on. */
export async function drawHere(drawing: Drawing): Promise<Drawn> {
  try {
    const { kind, data, language } = drawing
    return { bytes: await (kind === 'slip' ? packingSlip : shippingLabel)(data as never, language) }
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
