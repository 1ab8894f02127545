import type { RouteComponent } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Permission } from '../../src/ground/identity/roles.ts'
import { restOfWords, useWords } from '../base/words.ts'
import { Empty } from '../kit/empty.tsx'
import { ToHome } from './failed.tsx'
import { useSession } from './session.tsx'

/** A screen for those who have its permission; the others are told which one it needs, instead of an empty page. */
export function guarded(Screen: RouteComponent, permission?: Permission): RouteComponent {
  if (permission === undefined) return Screen
  const Guarded = () => {
    const { may } = useSession()
    return may(permission) ? <Screen /> : <NotAllowed permission={permission} />
  }
  return Object.assign(Guarded, { preload: () => Screen.preload?.() })
}

function NotAllowed({ permission }: { permission: Permission }) {
  const { t, code } = useWords()
  useEffect(() => {
    restOfWords()
  }, [])
  return (
    <Empty title={t('shell.not_allowed')} action={<ToHome />}>
      {t('shell.not_allowed_why', { permission: code('permission', permission) })}
    </Empty>
  )
}
