// The state of a list lives in the address: a link shows what one sees, and going back finds it as it was.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type SearchParams = Readonly<Record<string, string>>

/** A page's address as plain texts, so that it reads as `?bucket=late&q=lamp`. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function writeSearch(params: Record<string, unknown>): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/**
 * What stands behind the `?`, and a way to change it: undefined takes a parameter away. `replace` (as while typing) leaves no
 * step to go back to.
 */
export function useSearchParams(): [
  SearchParams,
  (change: Record<string, string | undefined>, how?: { replace?: boolean }) => void,
] {
  const params = useSearch({ strict: false }) as SearchParams
  const navigate = useNavigate()
  const change = useCallback(
    (next: Record<string, string | undefined>, { replace = false } = {}) => {
      navigate({
        to: '.',
        replace,
        search: (now: SearchParams) => withoutEmpty({ ...now, ...next }),
      } as never)
    },
    [navigate],
  )
  return [params, change]
}

function withoutEmpty(params: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1])),
  )
}
