// What is asked about one order. Every answer stands under `order` and its id, so that news of the order renews them all.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSession } from '../app/session.tsx'
import { type Answered, api } from '../base/api.ts'
import { useLive } from '../base/live.ts'

export type Order = Answered<'GET /api/orders/{id}'>
export type Line = Order['lines'][number]
export type Hold = Order['holds'][number]
export type Event = Answered<'GET /api/orders/{id}/events'>['items'][number]
export type Option = Answered<'GET /api/orders/{id}/commands'>['items'][number]
export type Package = Answered<'GET /api/orders/{id}/packages'>['items'][number]
export type Work = Answered<'GET /api/fulfilment-orders'>['items'][number]
export type Return = Answered<'GET /api/returns/{id}'>
export type Comment = Answered<'GET /api/orders/{id}/comments'>['items'][number]
export type Level = Answered<'GET /api/stock'>['items'][number]

/** The order now, or as it was after a version; while another version is on its way the one before stays. */
export function useOrder(id: string, asOf?: number) {
  return useQuery<Order>({
    queryKey: ['order', id, 'whole', asOf ?? null],
    queryFn: ({ signal }) =>
      api.call('GET /api/orders/{id}', {
        params: { id },
        query: { ...(asOf !== undefined && { asOf }) },
        signal,
      }),
    placeholderData: (before) => (before?.id === id ? before : undefined),
    staleTime: asOf === undefined ? 5_000 : Number.POSITIVE_INFINITY,
  })
}

export function useEvents(id: string): Event[] | undefined {
  return useQuery({
    queryKey: ['order', id, 'events'],
    queryFn: ({ signal }) => api.call('GET /api/orders/{id}/events', { params: { id }, signal }),
  }).data?.items
}

/** What may be done now, and why the rest may not. */
export function useOptions(id: string, when: boolean): Option[] | undefined {
  return useQuery({
    queryKey: ['order', id, 'commands'],
    queryFn: ({ signal }) => api.call('GET /api/orders/{id}/commands', { params: { id }, signal }),
    enabled: when,
  }).data?.items
}

export function usePackages(id: string) {
  return useQuery({
    queryKey: ['order', id, 'packages'],
    queryFn: ({ signal }) => api.call('GET /api/orders/{id}/packages', { params: { id }, signal }),
  }).data
}

/** What goes in one parcel with it, and what could. */
export function useCompanions(id: string, when: boolean) {
  return useQuery({
    queryKey: ['order', id, 'merge'],
    queryFn: ({ signal }) => api.call('GET /api/orders/{id}/merge', { params: { id }, signal }),
    enabled: when,
  }).data
}

export function useFulfilmentOrders(id: string) {
  return useQuery({
    queryKey: ['order', id, 'fulfilment-orders'],
    queryFn: ({ signal }) =>
      api.call('GET /api/fulfilment-orders', { query: { order: id, limit: 50 }, signal }),
  }).data?.items
}

/** What came back of an order, the newest first. */
export function useReturns(id: string) {
  return useQuery({
    queryKey: ['order', id, 'returns'],
    queryFn: ({ signal }) =>
      api.call('GET /api/returns', { query: { order: id, limit: 100 }, signal }),
  }).data?.items
}

export function useReturn(orderId: string, id: string | null): Return | undefined {
  return useQuery({
    queryKey: ['order', orderId, 'return', id],
    queryFn: ({ signal }) =>
      api.call('GET /api/returns/{id}', { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
  }).data
}

export function usePackageEvents(orderId: string, id: string, when: boolean) {
  return useQuery({
    queryKey: ['order', orderId, 'package', id],
    queryFn: ({ signal }) => api.call('GET /api/packages/{id}', { params: { id }, signal }),
    enabled: when,
  }).data?.events
}

const mostSkus = 200

/** What there is of the skus of an order, by sku; undefined where the role may not see stock. */
export function useStock(order: Order | undefined): ReadonlyMap<string, Level[]> | undefined {
  const { may } = useSession()
  const skus = [...new Set((order?.lines ?? []).map(({ sku }) => sku))].slice(0, mostSkus)
  const levels = useQuery({
    queryKey: ['order', order?.id, 'stock', skus],
    queryFn: ({ signal }) => api.call('GET /api/stock', { query: { sku: skus }, signal }),
    enabled: may('stock:read') && skus.length > 0,
  }).data?.items
  return useMemo(() => levels && bySku(levels), [levels])
}

function bySku(levels: readonly Level[]): Map<string, Level[]> {
  const found = new Map<string, Level[]>()
  for (const level of levels) {
    const known = found.get(level.sku)
    if (known) known.push(level)
    else found.set(level.sku, [level])
  }
  return found
}

export function useComments(id: string): Comment[] | undefined {
  return useQuery({
    queryKey: ['order', id, 'comments'],
    queryFn: ({ signal }) =>
      api.call('GET /api/orders/{id}/comments', { params: { id }, query: { limit: 200 }, signal }),
  }).data?.items
}

const topics = ['order.*', 'package.*', 'fulfilment.*', 'tracking.*', 'return.*', 'comment.*']

/** Asks again for everything about the order when something happened to it, or to one that goes in a parcel with it. */
export function useOrderNews(id: string): void {
  const client = useQueryClient()
  useLive(topics, (facts) => {
    const whole = client.getQueryData<Order>(['order', id, 'whole', null])
    const known = new Set([id, ...(whole?.together ?? []).map((one) => one.id)])
    const mine = facts.some(({ stream, data }) => {
      const { order, orderId } = data as { order?: unknown; orderId?: unknown }
      return known.has(stream) || order === id || orderId === id
    })
    if (mine) client.invalidateQueries({ queryKey: ['order', id] })
  })
}
