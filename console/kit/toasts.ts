// Short words at the edge of the page. sonner draws them; it is loaded with the first one.
import { arriving } from '../base/arriving.ts'

type Undo = { label: string; run: () => void }
export type Toast = {
  text: string
  detail?: string
  tone?: 'good' | 'bad' | 'info'
  /** For ten seconds: takes back what was just done. */
  undo?: Undo
}

const drawing = () => arriving(() => import('./toaster.tsx'))

/** Says something in passing. What must not be missed belongs where it happened, not here. */
export async function toast({ text, detail, tone = 'info', undo }: Toast): Promise<void> {
  const { show } = await drawing()
  show({ text, tone, ...(detail && { detail }), ...(undo && { undo }) })
}
