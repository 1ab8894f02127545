import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../base/api.ts'
import { useLive } from '../base/live.ts'

const minute = 60_000
/** The server counts for every look: 50 orders a second must not mean 50 looks. */
const pauseMs = 2_000

/** What `late` counts comes with the hour, so it is asked for again even when nothing happened. */
const often = { refetchInterval: minute, placeholderData: keepPreviousData } as const

export function useOverview() {
  const tzOffsetMinutes = -new Date().getTimezoneOffset()
  return useQuery({
    queryKey: ['home', 'overview', tzOffsetMinutes],
    queryFn: ({ signal }) =>
      api.call('GET /api/orders/overview', { query: { tzOffsetMinutes }, signal }),
    ...often,
  })
}

/** The orders of a queue that are due first. */
export function useNext(bucket: 'late' | 'in_warehouse' | 'shipped') {
  return useQuery({
    queryKey: ['home', 'next', bucket],
    queryFn: ({ signal }) =>
      api.call('GET /api/orders', {
        query: { bucket, sort: 'promise', limit: 5 },
        signal,
      }),
    ...often,
  })
}

export function useMentions() {
  return useQuery({
    queryKey: ['home', 'mentions'],
    queryFn: ({ signal }) => api.call('GET /api/mentions', { query: { limit: 5 }, signal }),
  })
}

export function useStockOuts(when: boolean) {
  return useQuery({
    queryKey: ['home', 'stock'],
    queryFn: ({ signal }) =>
      api.call('GET /api/stock/levels', { query: { state: 'out', limit: 5 }, signal }),
    enabled: when,
    ...often,
  })
}

/** Asks again for what the log's news are about, at most every two seconds and only while somebody looks. */
export function useHomeNews(): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const wanted = useRef(new Set<string>())
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    [],
  )
  const ask = () => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      const parts = [...wanted.current]
      wanted.current.clear()
      // A hidden page asks when it is seen again: the queries are old by then.
      for (const part of parts)
        client.invalidateQueries({
          queryKey: ['home', part],
          refetchType: document.hidden ? 'none' : 'active',
        })
    }, pauseMs)
  }
  useLive(['order.*', 'stock.*', 'comment.*'], (facts) => {
    for (const { type } of facts) for (const part of partsOf(type)) wanted.current.add(part)
    ask()
  })
}

function partsOf(type: string): string[] {
  if (type.startsWith('comment.')) return ['mentions']
  if (type.startsWith('stock.')) return ['stock']
  return type === 'order.allocated' ? ['overview', 'next', 'stock'] : ['overview', 'next']
}
