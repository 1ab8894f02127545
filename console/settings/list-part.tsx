// Settings that there are several of: the list, and beside it the one that is being looked at or made.
import { type ReactNode, useState } from 'react'
import { useSearchParams } from '../app/search.ts'
import { isTyping, useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/panel.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Part } from './part.tsx'
import { codeShape } from './shapes.ts'
import { type Column, Table } from './table.tsx'

/** Which row is open stands in the address, so that a link shows it. Closed, the focus is back on the row. */
export function useOpen(): [string | null, (code: string | null) => void] {
  const [params, set] = useSearchParams<'/settings/$part'>()
  const open = params.open ?? null
  const setOpen = (code: string | null) => {
    if (code === null)
      document.querySelector<HTMLElement>('td button[aria-expanded="true"]')?.focus()
    set({ open: code ?? undefined, add: undefined })
  }
  useEscape(open !== null, () => setOpen(null))
  return [open, setOpen]
}

/** Esc leaves a field first, for something may have been typed there, and then the panel. */
function useEscape(when: boolean, close: () => void): void {
  useKeys(
    { esc: ({ target }) => (isTyping(target) ? (target as HTMLElement).blur() : close()) },
    { when },
  )
}

/** Whether a new one is being made stands in the address too: other screens lead here to make the first one. */
function useAdding(may: boolean): [boolean, (adding: boolean) => void] {
  const [params, set] = useSearchParams<'/settings/$part'>()
  const change = (adding: boolean) => set({ add: adding ? '1' : undefined, open: undefined })
  return [may && params.add !== undefined, change]
}

export type NewCodeProps = {
  rule: RegExp
  /** What such a code is made of, told where one is not. */
  wrongWords: string
  taken: readonly string[]
  editor: (code: string) => ReactNode
}

/** A list with its panel. `editor` draws the fields of the row with this code, or of a new one. */
export function ListPart<Row>({
  title,
  effect,
  rows,
  codeOf,
  columns,
  add,
  codeRule,
  codeWrong,
  Begin = NewCode,
  editor,
}: {
  title: string
  effect: string
  rows: readonly Row[]
  codeOf: (row: Row) => string
  columns: readonly Column<Row>[]
  /** The words of the button that makes one; without it none can be made. */
  add?: string | undefined
  codeRule?: RegExp
  codeWrong?: string
  /** Asks for the code of a new one, where it is not typed as it is. */
  Begin?: (props: NewCodeProps) => ReactNode
  editor: (code: string, row: Row | undefined, close: () => void) => ReactNode
}) {
  const { t } = useWords()
  const [open, setOpen] = useOpen()
  const [adding, setAdding] = useAdding(add !== undefined)
  const close = () => (adding ? setAdding(false) : setOpen(null))
  useEscape(adding, close)
  const row = rows.find((one) => codeOf(one) === open)
  const panel = adding ? (
    <Panel title={add ?? ''} onClose={close}>
      <div className="p-4">
        <Begin
          rule={codeRule ?? codeShape}
          wrongWords={codeWrong ?? t('settings.code_wrong')}
          taken={rows.map(codeOf)}
          editor={(code) => editor(code, undefined, close)}
        />
      </div>
    </Panel>
  ) : (
    open !== null &&
    row && (
      <Panel title={columns[0]?.cell(row)} onClose={close}>
        <div className="p-4">{editor(open, row, close)}</div>
      </Panel>
    )
  )
  return (
    <Part
      title={title}
      effect={effect}
      panel={panel}
      actions={
        add && (
          <Button kind="primary" onClick={() => setAdding(true)}>
            {add}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <Empty title={t('settings.none_yet')}>{add && t('settings.none_yet_why', { add })}</Empty>
      ) : (
        <Table
          label={title}
          columns={columns}
          rows={rows}
          rowKey={codeOf}
          open={open}
          onOpen={(one) => setOpen(codeOf(one))}
        />
      )}
    </Part>
  )
}

/** First the code, which is for good; then what it stands for. */
function NewCode({ rule, wrongWords, taken, editor }: NewCodeProps) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const isTaken = taken.includes(code)
  const good = rule.test(code) && !isTaken
  const wrong = code !== '' && !good
  return (
    <div className="grid gap-4">
      <TextField
        label={t('settings.code')}
        hint={t('settings.code_hint')}
        value={code}
        onChange={setCode}
        mono
        autoFocus
        error={wrong ? (isTaken ? t('settings.code_taken') : wrongWords) : undefined}
      />
      {good && editor(code)}
    </div>
  )
}
