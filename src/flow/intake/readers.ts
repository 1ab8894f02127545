import { orderBook } from './order-book/index.ts'
import type { Kind, Reader } from './reader.ts'

/** Who reads which kind of document. */
export const readers = { order_book: orderBook } as const satisfies Record<Kind, Reader>
