// Packages as they are filled in before they are packed: pieces of the work's lines, weight and size. Pure.
import type { Given } from '../../src/outside/client/index.ts'
import { leftOf, type WorkLine } from './floor.ts'
import type { Size } from './measure-text.ts'

/** `pieces` null takes everything that the packages before it left. */
export type Box = {
  id: number
  weightG: number | null
  size: Size | null
  pieces: ReadonlyMap<number, number> | null
}

export const emptyBox = (id: number): Box => ({ id, weightG: null, size: null, pieces: null })

/** One more package: it takes the rest, and what took the rest before it is named piece by piece. */
export function withBox(boxes: readonly Box[]): Box[] {
  const id = Math.max(...boxes.map((box) => box.id)) + 1
  const named = boxes.map((box) => (box.pieces === null ? { ...box, pieces: new Map() } : box))
  return [...named, emptyBox(id)]
}

/** Without one package; the last one that remains takes the rest again when it is alone. */
export function withoutBox(boxes: readonly Box[], id: number): Box[] {
  const rest = boxes.filter((box) => box.id !== id)
  return rest.length === 1 ? rest.map((box) => ({ ...box, pieces: null })) : rest
}

/** For each package, how many pieces of each line it can take: what is picked, less those that others name. */
export function roomOf(
  boxes: readonly Box[],
  lines: readonly WorkLine[],
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const named = new Map<number, number>()
  for (const { pieces } of boxes)
    for (const [line, count] of pieces ?? []) named.set(line, (named.get(line) ?? 0) + count)
  return new Map(
    boxes.map(({ id, pieces }) => [
      id,
      new Map(
        lines.map((line) => {
          const others = (named.get(line.line) ?? 0) - (pieces?.get(line.line) ?? 0)
          return [line.line, Math.max(0, leftOf.pack(line) - others)]
        }),
      ),
    ]),
  )
}

/** How many pieces go into a package. */
export function piecesIn(box: Box, room: ReadonlyMap<number, number>): number {
  const counts = box.pieces === null ? room : box.pieces
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** Whether it can be sent: every package has a weight and something in it. */
export function isPackable(boxes: readonly Box[], lines: readonly WorkLine[]): boolean {
  const room = roomOf(boxes, lines)
  return boxes.every(
    (box) => box.weightG !== null && piecesIn(box, room.get(box.id) ?? new Map()) > 0,
  )
}

export function packBody(
  boxes: readonly Box[],
): Given<'POST /api/fulfilment-orders/{id}/pack'>['body'] {
  return {
    packages: boxes.map(({ weightG, size, pieces }) => ({
      weightG: weightG ?? 0,
      ...size,
      ...(pieces && {
        lines: [...pieces].map(([line, quantity]) => ({ line, quantity })),
      }),
    })),
  }
}
