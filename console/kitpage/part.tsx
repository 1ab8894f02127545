import type { ReactNode } from 'react'
import { useWords } from '../base/words.ts'

/** What stands in the examples, in the language of the page. */
export function useSay(): (zh: string, en: string) => string {
  const { lang } = useWords()
  return (zh, en) => (lang === 'zh' ? zh : en)
}

/** One part of the kit with its file's name, and below it its states side by side. */
export function Part({ file, children }: { file: string; children: ReactNode }) {
  return (
    <section
      id={idOf(file)}
      aria-label={file}
      className="scroll-mt-4 border-t border-line pt-3 pb-6"
    >
      <h3 className="mb-3 font-mono text-sm text-muted">{file}</h3>
      <div className="grid grid-cols-1 gap-4">{children}</div>
    </section>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-4">{children}</div>
}

/** A place of the width that fields have in a form. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className="w-64 max-w-full">{children}</div>
}

export const idOf = (file: string) => `kit-${file.replace(/\W+/g, '-')}`
