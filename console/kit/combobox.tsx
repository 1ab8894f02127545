import { Combobox as Base } from '@base-ui/react/combobox'
import { clsx } from 'clsx'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useState,
} from 'react'
import { useWords } from '../base/words.ts'
import { control, Field, type FieldProps, type Wiring } from './field.tsx'
import { type LoadOptions, type Options, useOptions } from './options.ts'
import { shown } from './text-field.tsx'

export type ComboboxProps<T> = FieldProps & {
  value: T | null
  onChange: (value: T | null) => void
  /** Whether taking this option leads to further ones: the list then stays open. */
  leadsOn?: (option: T) => boolean
  load: LoadOptions<T>
  keyOf: (option: T) => string
  /** How a chosen option stands in the field. */
  textOf: (option: T) => string
  /** How an option stands in the list; its text when absent. */
  row?: (option: T) => ReactNode
  placeholder?: string
  autoFocus?: boolean
  mono?: boolean
  inputRef?: Ref<HTMLInputElement>
  /** What the options depend on beside the text: they are asked for again when it changes. */
  reload?: string
  /** Enter where nothing fits: what was typed. */
  onText?: (text: string) => void
  /** Enter before the answer has come, instead of waiting for it. */
  onEarly?: (text: string) => void
  /** Enter where nothing was typed. */
  onEnter?: () => void
  /** What was typed and not taken, when one leaves; without this it is put aside. */
  onLeave?: (text: string) => void
  onTyping?: (text: string) => void
  onBlur?: () => void
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/**
 * One of many, found by typing. The first that fits is marked, Enter takes it; Enter pressed before the answer has come takes
 * the first as soon as it is there, so that nobody waits for the list.
 */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { label, hideLabel, error, hint, className } = props
  return (
    <Field {...shown({ label, hideLabel, error, hint, className })}>
      {(wiring) => <Inside {...props} wiring={wiring} />}
    </Field>
  )
}

function Inside<T>({ wiring, ...props }: ComboboxProps<T> & { wiring: Wiring }) {
  const { value, textOf, keyOf } = props
  const choosing = useChoosing(props)
  const { options, fresh, typed, open } = choosing
  return (
    <Base.Root<T>
      items={[...options.items]}
      filter={null}
      autoHighlight
      open={open}
      onOpenChange={(next, { reason }) => reason !== 'item-press' && choosing.setOpen(next)}
      value={value}
      onValueChange={choosing.take}
      inputValue={typed ?? (value === null ? '' : textOf(value))}
      onInputValueChange={(next, { reason }) => reason === 'input-change' && choosing.type(next)}
      itemToStringLabel={textOf}
      isItemEqualToValue={(one, other) => keyOf(one) === keyOf(other)}
    >
      <Base.Input
        {...wiring}
        ref={props.inputRef}
        autoFocus={props.autoFocus}
        placeholder={props.placeholder}
        spellCheck={false}
        autoComplete="off"
        className={clsx(control, props.mono && 'font-mono')}
        onPaste={props.onPaste}
        onBlur={choosing.leave}
        onKeyDown={(event) => {
          props.onKeyDown?.(event)
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          const other = event.ctrlKey || event.metaKey || event.altKey
          if (!other && open && fresh && options.items.length > 0) return
          // With another key held it means something to the page.
          event.preventBaseUIHandler()
          if (other) return
          event.preventDefault()
          choosing.enter()
        }}
      />
      {open && (
        <List
          label={props.label}
          options={options}
          fresh={fresh}
          keyOf={keyOf}
          row={props.row ?? textOf}
        />
      )}
    </Base.Root>
  )
}

/** What is typed, what fits it, and what Enter, leaving and taking mean. */
function useChoosing<T>(props: ComboboxProps<T>) {
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const sought = typed ?? ''
  const options = useOptions(sought, props.load, open, props.reload)
  const fresh = options.of === sought && options.state === 'ready'
  const rest = () => {
    setTyped(null)
    setWaiting(false)
  }
  const take = (option: T | null) => {
    rest()
    if (option === null || !props.leadsOn?.(option)) setOpen(false)
    props.onChange(option)
  }
  const close = (tell: ((text: string) => void) | undefined) => {
    rest()
    setOpen(false)
    tell?.(sought)
  }
  useEffect(() => {
    if (!waiting || options.state === 'loading' || options.of !== sought) return
    const [first] = options.items
    if (first === undefined) close(props.onText)
    else take(first)
  })
  return {
    typed,
    options,
    fresh,
    open,
    setOpen,
    take,
    type: (text: string) => {
      setTyped(text)
      setWaiting(false)
      setOpen(true)
      props.onTyping?.(text)
      if (text === '') props.onChange(null)
    },
    enter: () => {
      if (sought === '') props.onEnter?.()
      else if (fresh) close(props.onText)
      else if (props.onEarly) close(props.onEarly)
      else setWaiting(true)
    },
    leave: () => {
      rest()
      setOpen(false)
      if (sought !== '' && !waiting) props.onLeave?.(sought)
      props.onBlur?.()
    },
  }
}

/** A part of the kit that draws its own list rows uses this look. */
export const optionRow =
  'flex min-h-8 cursor-pointer items-center gap-2 px-3 py-1 text-sm outline-none data-highlighted:bg-accent-soft max-sm:min-h-11'

function List<T>({
  label,
  options,
  fresh,
  keyOf,
  row,
}: {
  label: string
  options: Options<T>
  fresh: boolean
  keyOf: (option: T) => string
  row: (option: T) => ReactNode
}) {
  const { t } = useWords()
  const says =
    options.state === 'failed'
      ? t('kit.combobox_failed')
      : fresh && options.items.length === 0
        ? t('kit.combobox_none')
        : null
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} align="start" className="z-50">
        {/* Not the library's own popup: that one hides the rest of the page from readers while the list is open. */}
        <div
          role="presentation"
          className={clsx(
            'max-h-[min(24rem,var(--available-height))] w-(--anchor-width) min-w-64 overflow-y-auto rounded-lg bg-raised py-1 text-ink shadow-over',
            !says && options.items.length === 0 && 'hidden',
          )}
        >
          <Base.Status className="text-sm text-muted">
            {says && <div className="px-3 py-1">{says}</div>}
          </Base.Status>
          {/* The cursor stays in the field while one points at the list. */}
          <Base.List aria-label={label} onMouseDown={(event) => event.preventDefault()}>
            {(option: T) => (
              <Base.Item key={keyOf(option)} value={option} className={optionRow}>
                {row(option)}
              </Base.Item>
            )}
          </Base.List>
        </div>
      </Base.Positioner>
    </Base.Portal>
  )
}
