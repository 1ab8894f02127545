import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { toast } from '../kit/toasts.ts'
import type { Known } from './find.ts'
import type { Drafting } from './use-draft.ts'
import type { Placing } from './use-placing.ts'

/** What holds for the whole draft: that it is an old one, that its answer is still to come, that it was refused. */
export function Notices({
  drafting: { draft, change, foundAgain, restart },
  placing: { problem, state },
  waiting,
  onAsk,
}: {
  drafting: Drafting
  placing: Placing
  waiting: Known | null
  onAsk: () => void
}) {
  const { t } = useWords()
  const pending = draft.attempt !== null && state === 'typing'
  const clear = () => {
    restart()
    const undo = { label: t('common.undo'), run: () => change(() => draft) }
    toast({ text: t('entry.cleared'), undo })
  }
  return (
    <>
      {pending && (
        <Note tone="bg-warn-soft text-warn" text={t('entry.unknown')}>
          <Button onClick={onAsk}>{t('entry.ask_again')}</Button>
        </Note>
      )}
      {problem && <ProblemNote problem={problem} />}
      {!pending && (foundAgain || waiting) && (
        <Note
          tone="bg-info-soft text-info"
          text={waiting ? t('entry.for_customer', { name: waiting.name }) : t('entry.found_again')}
        >
          <Button onClick={clear}>{t('entry.start_afresh')}</Button>
        </Note>
      )}
    </>
  )
}

function Note({ tone, text, children }: { tone: string; text: string; children: React.ReactNode }) {
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center justify-between gap-3 rounded-md px-3 py-2 text-sm ${tone}`}
    >
      {text}
      {children}
    </div>
  )
}
