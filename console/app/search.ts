// The state of a list lives in the address: a link shows what one sees, and going back finds it as it was.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Path, Search, SetSearch } from './addresses.ts'

/** A page's address as plain texts, so that it reads as `?bucket=late&q=lamp`. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** What is empty is left out. */
export function writeSearch(params: Record<string, unknown>): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/** What stands behind the `?` of a screen, and a way to change it. */
export function useSearchParams<Of extends Path>(): [Search<Of>, SetSearch<Of>] {
  const params = useSearch({ strict: false })
  const navigate = useNavigate()
  const change: SetSearch<Of> = useCallback(
    (next, { replace = false } = {}) => {
      navigate({ to: '.', replace, search: (now) => ({ ...now, ...next }) })
    },
    [navigate],
  )
  return [params, change]
}
