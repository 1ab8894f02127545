import { CircleAlert } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { Problem } from '../base/api.ts'
import { spoken } from '../base/reasons.ts'
import { restOfWords, useWords } from '../base/words.ts'

/** What the server refused, in words, with what to do; its code and the request's id for those who ask further. */
export function ProblemNote({ problem, action }: { problem: Problem; action?: ReactNode }) {
  const said = useWords()
  const { t, code, knows } = said
  useEffect(() => {
    restOfWords()
  }, [])
  const words = knows('refusal', problem.code)
    ? code('refusal', problem.code, spoken(problem.params, said))
    : t('kit.problem_unknown', { code: problem.code })
  return (
    <div role="alert" className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
      <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="min-w-0 grow">
        <p className="break-words">{words}</p>
        {problem.requestId && (
          <p className="font-mono text-xs break-all">
            {problem.code} · {problem.requestId}
          </p>
        )}
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  )
}
