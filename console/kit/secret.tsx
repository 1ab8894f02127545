import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../base/words.ts'
import { Button } from './button.tsx'
import { control, Field } from './field.tsx'

/** What is shown this once: to be copied now, for nobody can show it again. */
export function Secret({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => setCopied(await putOnClipboard(value))
  return (
    <div className="grid gap-2 rounded-md bg-warn-soft p-3 text-warn">
      <p className="text-sm font-medium">{t('kit.secret_once')}</p>
      <div className="flex items-end gap-2 text-ink">
        <Field label={label} className="min-w-0 grow">
          {(wiring) => (
            <input
              {...wiring}
              readOnly
              value={value}
              onFocus={(event) => event.currentTarget.select()}
              className={`${control} font-mono text-sm`}
            />
          )}
        </Field>
        <Button onClick={copy} kind="primary">
          {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          {copied ? t('kit.secret_copied') : t('kit.secret_copy')}
        </Button>
      </div>
      <p role="status" className="text-sm">
        {copied === false ? t('kit.secret_by_hand') : hint}
      </p>
    </div>
  )
}

/** False where the browser keeps pages from the clipboard, as on plain http from another machine. */
async function putOnClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
