import { type KeyboardEvent, useRef, useState } from 'react'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea, TextField } from '../kit/text-field.tsx'

export type Line = 'text' | 'phone' | 'email' | 'language' | 'long'

type EditLineProps = {
  label: string
  kind: Line
  value: string | null
  version: number
  /** Whether it may be left empty. */
  empties: boolean
  may: boolean
  /** The value whole, where only a part of it is shown: what is typed begins with it. Undefined where it was refused. */
  reveal?: () => Promise<string | null | undefined>
  save: (value: string | null, version: number) => Promise<void>
  /** Somebody was faster: who, in words. */
  conflict: string | null
}

/** One value with its name; whoever may changes it where it stands. Enter saves, Esc takes it back. */
export function EditLine(props: EditLineProps) {
  const { label, kind, value, may, reveal } = props
  const { t } = useWords()
  /** What is typed begins with this; null while nothing is. */
  const [first, setFirst] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const begin = async () => {
    const whole = reveal ? await reveal() : value
    if (whole !== undefined) setFirst(whole ?? '')
  }
  if (first !== null)
    return (
      <Editor
        {...props}
        first={first}
        onDone={() => {
          setFirst(null)
          // The focus goes back to where the change began.
          setTimeout(() => button.current?.focus())
        }}
      />
    )
  return (
    <div className="grid grid-cols-[5rem_1fr_auto] items-baseline gap-2 text-sm">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words whitespace-pre-wrap">
        <Value kind={kind} value={value} />
      </dd>
      {may && (
        <dd>
          <button
            ref={button}
            type="button"
            aria-label={t('customers.edit', { what: label })}
            className="text-xs text-accent hover:underline max-sm:min-h-11 max-sm:min-w-11"
            onClick={begin}
          >
            {t('common.edit')}
          </button>
        </dd>
      )}
    </div>
  )
}

function Value({ kind, value }: { kind: Line; value: string | null }) {
  const { t } = useWords()
  if (value === null || value === '') return <span className="text-faint">–</span>
  if (kind === 'language') return t(`customers.language_${value as 'zh' | 'en'}`)
  return value
}

function Editor({
  label,
  kind,
  value,
  version,
  empties,
  save,
  conflict,
  first,
  onDone,
}: EditLineProps & { first: string; onDone: () => void }) {
  const { t } = useWords()
  const [draft, setDraft] = useState(first)
  const [seen, setSeen] = useState(version)
  const { send, busy, problem } = useSending((text: string | null) => save(text, seen), {
    done: onDone,
    refused: ({ code, params }) => {
      if (code === 'version_mismatch') setSeen(Number(params.version))
    },
  })
  const submit = () => {
    const text = draft.trim()
    if (text !== '' || empties) send(text === '' ? null : text)
  }
  const told = problem && problem.code !== 'version_mismatch' ? problem : null
  return (
    <form
      className="grid gap-2 rounded-md bg-sunken p-2"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Control {...{ label, kind, draft, setDraft, submit, onDone }} />
      {conflict && (
        <p role="alert" className="text-sm text-warn">
          {conflict} {t('customers.conflict_now', { value: value ?? '–' })}
        </p>
      )}
      {told && <ProblemNote problem={told} />}
      <div className="flex gap-2">
        <Button type="submit" kind="primary" busy={busy}>
          {t(conflict ? 'customers.save_mine' : 'common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}

function Control({
  label,
  kind,
  draft,
  setDraft,
  submit,
  onDone,
}: {
  label: string
  kind: Line
  draft: string
  setDraft: (text: string) => void
  submit: () => void
  onDone: () => void
}) {
  const { t } = useWords()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.stopPropagation()
      event.nativeEvent.stopImmediatePropagation()
      onDone()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const common = { label, value: draft, onChange: setDraft, onKeyDown, autoFocus: true }
  if (kind === 'language')
    return (
      <Select
        {...common}
        options={[
          { value: '', label: t('customers.language_none') },
          { value: 'zh', label: t('customers.language_zh') },
          { value: 'en', label: t('customers.language_en') },
        ]}
      />
    )
  if (kind === 'long') return <TextArea {...common} maxLength={2_000} rows={4} />
  const type = kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'
  const hint = kind === 'phone' ? { hint: t('customers.phone_hint') } : {}
  return <TextField {...common} {...hint} type={type} autoComplete="off" />
}
