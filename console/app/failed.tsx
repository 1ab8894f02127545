import { Link } from '@tanstack/react-router'
import { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemNote } from '../kit/problem.tsx'

/** One screen broke: the others go on. */
export function ScreenFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useWords()
  const again = (
    <Button onClick={reset} kind="primary">
      {t('shell.try_again')}
    </Button>
  )
  if (error instanceof Problem)
    return (
      <div className="mx-auto max-w-lg p-8">
        <ProblemNote problem={error} action={again} />
      </div>
    )
  return (
    <Empty title={t('shell.broken')} action={again}>
      {t('shell.broken_why')}
      <pre className="mt-3 overflow-x-auto rounded-md bg-sunken p-3 text-left text-xs text-ink">
        {error instanceof Error ? (error.stack ?? error.message) : String(error)}
      </pre>
    </Empty>
  )
}

export function NotFound() {
  const { t } = useWords()
  return (
    <Empty title={t('shell.not_found')} action={<ToHome />}>
      {t('shell.not_found_why')}
    </Empty>
  )
}

/** The way out of a page that is none, or is not for its reader. */
export function ToHome() {
  const { t } = useWords()
  return (
    <Link to="/" className="text-accent underline">
      {t('shell.to_home')}
    </Link>
  )
}
