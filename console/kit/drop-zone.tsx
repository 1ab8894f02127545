import { clsx } from 'clsx'
import { FileUp } from 'lucide-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'

/**
 * Takes files: dropped here, pasted anywhere on the page while nothing is typed into, or chosen by a click or Enter. `accept`
 * as in HTML; what is dropped is not checked against it, for the server says better what is wrong with a file.
 */
export function DropZone({
  label,
  children,
  accept,
  multiple = false,
  disabled = false,
  onFiles,
}: {
  label: string
  children?: ReactNode
  accept?: string
  multiple?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const give = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    if (files.length > 0 && !disabled) onFiles(files)
  }
  usePaste(give)
  const drag = (is: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(is)
  }
  return (
    <>
      <button
        type="button"
        disabled={disabled}
        onClick={() => input.current?.click()}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          give(event.dataTransfer.files)
        }}
        className={clsx(
          'grid w-full justify-items-center gap-1 rounded-lg border border-dashed border-strong px-6 py-8 text-center',
          over ? 'bg-accent-soft' : 'bg-sunken hover:bg-accent-soft',
          'disabled:opacity-50',
        )}
      >
        <FileUp size={20} aria-hidden="true" className="text-muted" />
        <span className="font-medium">{label}</span>
        {children && <span className="text-sm text-muted">{children}</span>}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        {...(accept && { accept })}
        onChange={({ target }) => {
          give(target.files)
          // The same file may be chosen again.
          target.value = ''
        }}
      />
    </>
  )
}

function usePaste(give: (files: FileList | null | undefined) => void): void {
  const latest = useRef(give)
  useEffect(() => {
    latest.current = give
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files
      if (!files || files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}
