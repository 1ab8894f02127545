import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import './print-view.css'

/**
 * Prints its content and nothing else of the page: opens the browser's print dialog as soon as it is there and calls `onDone`
 * when that is closed. `head` and `foot` stand on every sheet, the number of the sheet below them.
 */
export function PrintView({
  head,
  foot,
  children,
  onDone,
}: {
  head: ReactNode
  foot?: ReactNode
  children: ReactNode
  onDone: () => void
}) {
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  useEffect(() => {
    const end = () => done.current()
    window.addEventListener('afterprint', end, { once: true })
    const wait = requestAnimationFrame(() => window.print())
    return () => {
      cancelAnimationFrame(wait)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return createPortal(
    <div className="print-view">
      <table>
        <thead>
          <tr>
            <th className="pb-3 text-left font-normal">{head}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="break-inside-auto!">
            <td>{children}</td>
          </tr>
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              <td className="pt-3 text-xs">{foot}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>,
    document.body,
  )
}
