import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useId, useRef, useState } from 'react'
import type { Person } from '../acting/index.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { control } from '../kit/field.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { mentioned } from './mention.ts'
import { type Draft, type Mentions, useMentions } from './use-mentions.ts'

/** A comment on an order: @ completes people, who find it among their mentions. */
export function CommentBox({
  id,
  field,
}: {
  id: string
  field?: RefObject<HTMLTextAreaElement | null>
}) {
  const { may } = useSession()
  return may('orders:comment') ? <Box id={id} {...(field && { field })} /> : null
}

function Box({ id, field }: { id: string; field?: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useWords()
  const own = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(id)
  const mentions = useMentions(draft, field ?? own)
  const { send, busy, problem } = useComment(id, draft)
  const list = useId()
  const open = mentions.people.length > 0
  return (
    <div className="relative grid gap-2">
      <textarea
        ref={field ?? own}
        rows={2}
        aria-label={t('order.comment')}
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${mentions.at}` : undefined}
        placeholder={t('order.comment_hint')}
        maxLength={4_000}
        value={draft.text}
        onChange={({ target }) => mentions.type(target.value, target.selectionStart)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          const sends = (event.metaKey || event.ctrlKey) && event.code === 'Enter'
          if (sends) send()
          if (!sends && !mentions.onKey(event)) return
          event.preventDefault()
          event.stopPropagation()
        }}
        onBlur={mentions.close}
        className={`${control} h-auto py-1.5 max-sm:h-auto`}
      />
      {open && <People id={list} {...mentions} />}
      {problem && <ProblemNote problem={problem} />}
      {draft.text.trim() !== '' && (
        <div className="flex justify-end">
          <Button busy={busy} onClick={send}>
            {t('order.comment_send')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** What was typed about an order stays with it while others are looked at. */
const drafts = new Map<string, Pick<Draft, 'text' | 'chosen'>>()

function useDraft(id: string): Draft {
  const [, redraw] = useState(0)
  const { text, chosen } = drafts.get(id) ?? { text: '', chosen: [] }
  return {
    text,
    chosen,
    set: (next, people) => {
      if (next === '') drafts.delete(id)
      else drafts.set(id, { text: next, chosen: people })
      redraw((count) => count + 1)
    },
  }
}

function useComment(id: string, draft: Draft) {
  const client = useQueryClient()
  const { send, busy, problem } = useSending(
    (body: { text: string; mentions: string[] }, key) =>
      api.call('POST /api/orders/{id}/comments', { params: { id }, body, key }),
    {
      done: () => {
        draft.set('', [])
        return client.invalidateQueries({ queryKey: ['order', id, 'comments'] })
      },
    },
  )
  const comment = () => {
    const text = draft.text.trim()
    if (text !== '') send({ text, mentions: mentioned(text, draft.chosen).slice(0, 20) })
  }
  return { send: comment, busy, problem }
}

/** The box may stand at the lower end of the window, with the list below it. */
function intoView(list: HTMLElement | null): void {
  list?.scrollIntoView({ block: 'nearest' })
}

function People({
  id,
  people,
  at,
  take,
}: { id: string } & Pick<Mentions, 'people' | 'at' | 'take'>) {
  const { t } = useWords()
  return (
    <div
      ref={intoView}
      id={id}
      role="listbox"
      aria-label={t('order.people')}
      className="absolute top-full z-20 w-64 rounded-lg bg-raised py-1 text-sm shadow-over"
    >
      {people.map((person: Person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault()
            take(person)
          }}
          className={`cursor-pointer px-3 py-1 ${index === at ? 'bg-accent-soft' : ''}`}
        >
          {person.name}
        </div>
      ))}
    </div>
  )
}
