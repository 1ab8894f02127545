import { clsx } from 'clsx'
import { Check, ScanBarcode, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../base/words.ts'
import { control, Field } from './field.tsx'
import { listenForScans } from './scan-burst.ts'
import { sound } from './scan-sound.ts'

/** What became of a scan, in words. */
export type ScanResult = { good: boolean; text: string }

/**
 * Takes what a gun scans, wherever the focus is, or what is typed and confirmed with Enter. The outcome is told by text, tone
 * of colour and sound; a wrong one interrupts who hears the page.
 */
export function ScanInput({
  label,
  onScan,
  hint,
  className,
  autoFocus = false,
}: {
  label: string
  onScan: (text: string) => ScanResult | Promise<ScanResult>
  hint?: string
  className?: string
  autoFocus?: boolean
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState<(ScanResult & { scan: string }) | null>(null)
  const take = async (scan: string) => {
    const result = await onScan(scan)
    setTold({ ...result, scan })
    setTyped('')
    sound(result.good)
  }
  useScans(take)
  return (
    <div className={clsx('grid gap-1', className)}>
      <Field label={label} {...(hint && { hint })}>
        {(wiring) => (
          <div className="relative">
            <ScanBarcode
              size={16}
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-muted"
            />
            <input
              {...wiring}
              value={typed}
              // biome-ignore lint/a11y/noAutofocus: in a dialog that was opened to scan
              autoFocus={autoFocus}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="done"
              placeholder={t('kit.scan_hint')}
              onChange={({ target }) => setTyped(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                if (typed.trim() !== '') take(typed.trim())
              }}
              className={clsx(control, 'pl-8 font-mono')}
            />
          </div>
        )}
      </Field>
      <p
        role={told && !told.good ? 'alert' : 'status'}
        className={clsx('min-h-5 text-sm', told?.good ? 'text-good' : 'text-bad')}
      >
        {told && (
          <>
            <Sign good={told.good} /> {told.scan}: {told.text}
          </>
        )}
      </p>
    </div>
  )
}

function Sign({ good }: { good: boolean }) {
  const Picture = good ? Check : X
  return <Picture size={14} aria-hidden="true" className="inline align-[-0.125em]" />
}

/**
 * Hears guns on the whole page. The letters of a scan have gone into the field that has the focus before it is known to be
 * one: that field then gets back what stood in it, and the Enter goes no further.
 */
export function useScans(onScan: (text: string) => void): void {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    const listen = listenForScans()
    let before: Written | null = null
    const hear = (event: KeyboardEvent) => {
      const { code, key, shiftKey: shift, timeStamp: at } = event
      if (event.metaKey || event.ctrlKey || event.altKey) return
      // What goes into the palette is meant for the palette, however fast it comes.
      if ((event.target as Element).closest?.('[cmdk-root]')) return
      const heard = listen({ code, key, shift, at })
      if (heard.kind === 'typing') before = writtenIn(event.target)
      if (heard.kind !== 'scan') return
      event.preventDefault()
      event.stopPropagation()
      restore(before)
      latest.current(heard.text)
    }
    document.addEventListener('keydown', hear, { capture: true })
    return () => document.removeEventListener('keydown', hear, { capture: true })
  }, [])
}

type Written = { field: HTMLInputElement | HTMLTextAreaElement; value: string }

function writtenIn(target: EventTarget | null): Written | null {
  const writes = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return writes ? { field: target, value: target.value } : null
}

/** As if the person had written it: React listens to the event, and reads the value behind its own setter. */
function restore(written: Written | null): void {
  if (!written || written.field.value === written.value) return
  const { field, value } = written
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
