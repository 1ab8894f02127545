// What each role may do, in words: the server's own table, side by side. And a way to look through the eyes of one.
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useSearchParams } from '../app/search.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Part } from './part.tsx'
import { SeeAs } from './see-as.tsx'

export function RolesPart() {
  const { t } = useWords()
  const { may } = useSession()
  // In the address, for the menu of one's account leads here.
  const [params, set] = useSearchParams<'/settings/$part'>()
  const seeing = params.see !== undefined && may('users:manage')
  const { data } = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.call('GET /api/roles', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data) return null
  return (
    <Part
      title={t('settings.roles')}
      effect={t('settings.roles_effect')}
      actions={
        may('users:manage') && (
          <Button onClick={() => set({ see: '1' })}>{t('shell.see_as')}</Button>
        )
      }
    >
      <Matrix roles={data.roles} />
      {seeing && <SeeAs onClose={() => set({ see: undefined })} />}
    </Part>
  )
}

function Matrix({ roles }: { roles: Record<string, string[]> }) {
  const { t, code } = useWords()
  const names = Object.keys(roles)
  const permissions = [...new Set(Object.values(roles).flat())]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page must be scrolled by keyboard
    <section aria-label={t('settings.roles')} className="overflow-x-auto" tabIndex={0}>
      <table className="text-base">
        <caption className="sr-only">{t('settings.roles_effect')}</caption>
        <thead>
          <tr className="border-b border-line text-sm">
            <th
              scope="col"
              className="h-(--row) sticky left-0 min-w-36 bg-surface pr-6 text-left font-normal text-muted max-sm:pr-2"
            >
              {t('settings.may')}
            </th>
            {names.map((role) => (
              <th key={role} scope="col" className="min-w-20 px-2 font-medium">
                {code('role', role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission} className="border-b border-line bg-surface hover:bg-sunken">
              <th
                scope="row"
                className="sticky left-0 h-7 bg-inherit pr-6 text-left font-normal max-sm:pr-2"
              >
                {code('permission', permission)}
              </th>
              {names.map((role) => (
                <td key={role} className="text-center">
                  <Cell granted={roles[role]?.includes(permission) ?? false} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ granted }: { granted: boolean }) {
  const { t } = useWords()
  if (!granted) return <span className="sr-only">{t('common.no')}</span>
  return (
    <>
      <Check size={15} aria-hidden="true" className="inline text-good" />
      <span className="sr-only">{t('common.yes')}</span>
    </>
  )
}
