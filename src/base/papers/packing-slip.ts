import type { PackingSlip, PaperLanguage } from './data.ts'
import { makePdf, mm, type Paper } from './page.ts'
import { paginate } from './paginate.ts'
import { drawFoot, drawHead, drawShortHead, type Frame, type Slip } from './slip-head.ts'
import { CAPTIONS_HEIGHT, drawTable, drawTail, layRows, tailHeight } from './slip-table.ts'
import { wordsOf } from './words.ts'

const A4: [number, number] = [595.28, 841.89]
const FRAME: Frame = {
  left: mm(15),
  top: mm(14),
  width: A4[0] - mm(30),
  bottom: A4[1] - mm(18),
}

function drawPages(doc: Paper, slip: Slip): void {
  const rows = layRows(slip, FRAME.width)
  doc.addPage()
  let y = drawHead(doc, slip, FRAME)
  const starts = paginate(
    rows.map((row) => row.height),
    {
      first: FRAME.bottom - y - CAPTIONS_HEIGHT,
      rest: FRAME.bottom - FRAME.top - mm(10) - CAPTIONS_HEIGHT,
      tail: tailHeight(slip, FRAME.width),
    },
  )
  const pages = starts.length - 1
  for (let page = 1; page <= pages; page++) {
    if (page > 1) {
      doc.addPage()
      y = drawShortHead(doc, slip, FRAME)
    }
    y = drawTable(doc, slip, rows.slice(starts[page - 1], starts[page]), FRAME, y)
    if (page === pages) drawTail(doc, slip, FRAME, y)
    drawFoot(doc, slip, FRAME, page, pages)
  }
}

/**
 * The packing slip of one fulfilment order as a PDF: A4, as many pages as its lines need. The
 * fulfilment order number is on it as Code 128 and the order number as QR code; no price is.
 * Whatever the texts are, nothing leaves the page: long ones are broken and end in an ellipsis.
 */
export function packingSlip(data: PackingSlip, language: PaperLanguage): Promise<Buffer> {
  const words = wordsOf(language)
  const title = `${words.packingSlip} ${data.fulfilmentOrderNumber}`
  const paper = { title, language, date: data.date, size: A4 }
  return makePdf(paper, (doc) => drawPages(doc, { data, language, words }))
}
