// What the palette knows by itself: where one can go, and how the console looks.
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { densities, setLook, themes } from '../../base/look.ts'
import { speak, useWords } from '../../base/words.ts'
import { places } from '../navigation.tsx'
import { useSession } from '../session.tsx'

export type Entry = { id: string; label: string; keys?: string; run: () => void }

const queues = ['to_confirm', 'waiting', 'to_release', 'in_warehouse', 'held', 'late'] as const

export function useEntries(): { go: Entry[]; look: Entry[] } {
  const { t } = useWords()
  const { may } = useSession()
  const navigate = useNavigate()
  return useMemo(() => {
    const mine = places.filter(({ permission }) => permission === undefined || may(permission))
    const screens = mine.map(({ to, label }) => ({
      id: to,
      label: t(label),
      run: () => navigate({ to }),
    }))
    const buckets = may('orders:read')
      ? queues.map((bucket) => ({
          id: bucket,
          label: t('common.pair', { what: t('shell.desk'), said: t(`desk.bucket_${bucket}`) }),
          run: () => navigate({ to: '/orders', search: { bucket } }),
        }))
      : []
    return { go: [...screens, ...buckets], look: looks(t) }
  }, [t, may, navigate])
}

function looks(t: ReturnType<typeof useWords>['t']): Entry[] {
  const pair = (what: 'language' | 'theme' | 'density', said: string) =>
    t('common.pair', { what: t(`shell.${what}`), said })
  return [
    { id: 'zh', label: pair('language', '简体中文'), run: () => speak('zh') },
    { id: 'en', label: pair('language', 'English'), run: () => speak('en') },
    ...themes.map((theme) => ({
      id: theme,
      label: pair('theme', t(`shell.theme_${theme}`)),
      run: () => setLook({ theme }),
    })),
    ...densities.map((density) => ({
      id: density,
      label: pair('density', t(`shell.density_${density}`)),
      run: () => setLook({ density }),
    })),
  ]
}
