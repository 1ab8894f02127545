import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// Reads papers back for the tests, as a person and a scanner would: pages to pixels, text and codes.

const require = createRequire(import.meta.url)

// The page drawer must make its shapes with the same canvas library that it draws them on.
Object.assign(globalThis, { DOMMatrix, ImageData, Path2D })
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')

// By default the reader fetches its code from the network; tests run without one.
const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
const wasmBinary = new Uint8Array(wasm).buffer
prepareZXingModule({ overrides: { wasmBinary } })

/** The dots of a thermal printer: what it can print, a scanner must be able to read. */
const PRINTER_DPI = 203

/** A piece of text with its place on the page, in points from the bottom left. */
export type Piece = { text: string; x: number; y: number; width: number; height: number }

/** One page as it was read: its size in points, its text, its pixels. */
export type ReadPage = {
  width: number
  height: number
  pieces: Piece[]
  /** All text of the page, without spaces: a PDF does not keep them between pieces. */
  text: string
  pixels: { data: Uint8ClampedArray; width: number; height: number }
  png: Buffer
}

async function readPage(pdf: PDFDocumentProxy, number: number, dpi: number): Promise<ReadPage> {
  const page = await pdf.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: dpi / 72 })
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
  const canvasContext = canvas.getContext('2d') as unknown as CanvasRenderingContext2D
  await page.render({ canvas: null, canvasContext, viewport }).promise
  const { items } = await page.getTextContent()
  const pieces = items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: item.str,
            x: Number(item.transform[4]),
            y: Number(item.transform[5]),
            width: item.width,
            height: item.height,
          },
        ]
      : [],
  )
  const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const text = pieces.map((piece) => piece.text.replace(/\s/g, '')).join('')
  const pixels = { data: image.data, width: canvas.width, height: canvas.height }
  return { width, height, pieces, text, pixels, png: canvas.toBuffer('image/png') }
}

/** Reads every page of a PDF, drawn at 203 dots per inch unless told otherwise. */
export async function readPdf(bytes: Buffer, dpi = PRINTER_DPI): Promise<ReadPage[]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: ReadPage[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    pages.push(await readPage(pdf, number, dpi))
  }
  await pdf.destroy()
  return pages
}

/** The codes on a drawn page, each with its AIM symbology identifier: ]C0 is Code 128, ]Q1 is QR. */
export async function readCodes(page: ReadPage): Promise<{ symbology: string; text: string }[]> {
  const { data, width, height } = page.pixels
  const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' as const }
  const codes = await readBarcodes(image, { tryHarder: true, formats: ['Code128', 'QRCode'] })
  return codes.map((code) => ({ symbology: code.symbologyIdentifier, text: code.text }))
}

/** The share of the page that is not white, from 0 to 1. */
export function inkShare(page: ReadPage): number {
  const { data } = page.pixels
  let dark = 0
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++
  return dark / (data.length / 4)
}
