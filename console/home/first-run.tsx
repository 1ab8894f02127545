import { Link } from '@tanstack/react-router'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { FirstSteps } from './first-steps.tsx'
import { useSteps } from './use-steps.ts'

const look =
  'block h-full rounded-md border border-line p-4 text-left hover:border-strong focus-visible:border-transparent'

/** Before the first order: the way to it, step by step, and two ways that bring many at once. */
export function FirstRun() {
  const { t } = useWords()
  const { may } = useSession()
  const { steps, again } = useSteps()
  if (!steps) return null
  const mine = steps.length > 0
  return (
    <div className="mx-auto max-w-2xl py-8">
      <h2 className="text-xl font-semibold">{t('home.first_title')}</h2>
      <p className="mt-1 text-muted">{t(mine ? 'home.first_why' : 'home.first_wait')}</p>
      {mine && <FirstSteps steps={steps} again={again} />}
      <h3 className="mt-8 text-sm font-semibold">{t('home.first_others')}</h3>
      <ul className="mt-2 grid gap-3 sm:grid-cols-2">
        {may('imports:write') && (
          <li>
            <Link to="/imports" className={look}>
              <Way title={t('home.first_import')} why={t('home.first_import_why')} />
            </Link>
          </li>
        )}
        <li>
          <a href="/docs" className={look}>
            <Way title={t('home.first_api')} why={t('home.first_api_why')} />
          </a>
        </li>
      </ul>
    </div>
  )
}

function Way({ title, why }: { title: string; why: string }) {
  return (
    <>
      <span className="block font-medium">{title}</span>
      <span className="mt-1 block text-sm text-muted">{why}</span>
    </>
  )
}
