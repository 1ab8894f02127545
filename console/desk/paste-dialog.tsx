import { type ReactNode, useState } from 'react'
import type { Answered } from '../../src/outside/client/index.ts'
import { api } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { TextArea } from '../kit/text-field.tsx'
import { toast } from '../kit/toasts.ts'
import { mostReferences, referencesIn } from './pasted.ts'

type Found = Answered<'POST /api/order-lists'>

/**
 * Numbers, references or tracking numbers that were pasted: recognised, looked up, and shown as a list of their own. What
 * names no order or several is told before.
 */
export function PasteDialog({
  text,
  onClose,
  onList,
}: {
  text: string
  onClose: () => void
  /** Shows the list with this id. */
  onList: (id: string) => void
}) {
  const { t } = useWords()
  const [written, setWritten] = useState(text)
  const { found, busy, problem, look, again } = useLookup(onList)
  const references = referencesIn(written)
  const tooMany = references.length > mostReferences
  const ready = references.length > 0 && !tooMany
  return (
    <Dialog
      title={t('deskwork.paste_title')}
      onClose={onClose}
      foot={
        found ? (
          <>
            <Button onClick={again}>{t('deskwork.paste_change')}</Button>
            <Button kind="primary" disabled={found.found === 0} onClick={() => onList(found.id)}>
              {t('deskwork.paste_show', { n: found.found })}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button kind="primary" disabled={!ready} busy={busy} onClick={() => look(references)}>
              {t('deskwork.paste_look', { n: references.length })}
            </Button>
          </>
        )
      }
    >
      {found ? (
        <Result found={found} />
      ) : (
        <TextArea
          label={t('deskwork.paste_label')}
          hint={t('deskwork.paste_hint')}
          error={tooMany ? t('deskwork.paste_too_many', { limit: mostReferences }) : undefined}
          value={written}
          onChange={setWritten}
          rows={10}
          mono
          autoFocus
        />
      )}
      {problem && <ProblemNote problem={problem} />}
    </Dialog>
  )
}

function useLookup(onList: (id: string) => void) {
  const [found, setFound] = useState<Found | null>(null)
  const { send, busy, problem } = useSending(
    (references: string[]) => api.call('POST /api/order-lists', { body: { references } }),
    {
      done: (list) => {
        const clear = list.missing.length === 0 && list.doubtful.length === 0
        if (clear && list.found > 0) onList(list.id)
        else setFound(list)
      },
    },
  )
  return { found, busy, problem, look: send, again: () => setFound(null) }
}

function Result({ found: { found, missing, doubtful } }: { found: Found }) {
  const { t } = useWords()
  return (
    <div className="grid gap-4 text-sm">
      <p role="status" className="text-base">
        {t('deskwork.paste_found', { n: found })}
      </p>
      {missing.length > 0 && (
        <Told title={t('deskwork.paste_missing', { n: missing.length })} copy={missing.join('\n')}>
          {missing.map((reference) => (
            <li key={reference} className="font-mono break-all">
              {reference}
            </li>
          ))}
        </Told>
      )}
      {doubtful.length > 0 && (
        <Told
          title={t('deskwork.paste_doubtful', { n: doubtful.length })}
          copy={doubtful.map(({ reference }) => reference).join('\n')}
        >
          {doubtful.map(({ reference, ids }) => (
            <li key={reference} className="flex flex-wrap gap-x-3">
              <span className="font-mono break-all">{reference}</span>
              {ids.map((id, index) => (
                <a
                  key={id}
                  href={`/orders/${id}`}
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent hover:underline"
                >
                  {t('deskwork.paste_candidate', { n: index + 1 })}
                </a>
              ))}
            </li>
          ))}
        </Told>
      )}
    </div>
  )
}

function Told({ title, copy, children }: { title: string; copy: string; children: ReactNode }) {
  const { t } = useWords()
  const take = async () => {
    await navigator.clipboard.writeText(copy)
    toast({ text: t('common.copied') })
  }
  return (
    <section aria-label={title} className="grid gap-1">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{title}</h3>
        <Button kind="quiet" className="h-7 px-2" onClick={take}>
          {t('common.copy')}
        </Button>
      </div>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        className="grid max-h-48 gap-0.5 overflow-y-auto rounded-md border border-line px-3 py-2"
      >
        {children}
      </ul>
    </section>
  )
}
