import { Link } from '@tanstack/react-router'
import { useNames } from '../acting/index.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'

/** Where there is nobody to choose but oneself: that carriers are set up elsewhere, and the way there for who may. */
export function NoCarriers() {
  const { t } = useWords()
  const { may } = useSession()
  const { carriers } = useNames()
  if (carriers.length > 0) return null
  return (
    <p className="text-sm text-muted">
      {t('order.no_carriers')}{' '}
      {may('settings:manage') && (
        <Link
          to="/settings/$part"
          params={{ part: 'carriers' }}
          search={{ add: '1' }}
          className="inline-flex items-center text-accent underline underline-offset-2 max-sm:min-h-11"
        >
          {t('order.add_carrier')}
        </Link>
      )}
    </p>
  )
}
