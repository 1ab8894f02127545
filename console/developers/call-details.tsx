import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchNoted, type NotedCall } from '../base/calls.ts'
import { curlOf } from '../base/curl.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { toast } from '../kit/toasts.ts'
import { type ApiDocument, docsOf, pretty } from './find.ts'

const bodiesKept = 20_000

/** One call whole, and what can be done with it. */
export function CallDetails({ call }: { call: NotedCall }) {
  const { t } = useWords()
  const { requestId, idempotencyKey, ifMatch, screen, sent, answered } = call
  // Bodies with passwords and secrets are never kept.
  const isPrivate = /\/api\/(session|users|keys|webhooks)/.test(call.url)
  return (
    <div className="grid gap-2">
      <Ways call={call} />
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        <Named label={t('developers.request_id')}>{requestId}</Named>
        <Named label={t('developers.key')}>{idempotencyKey}</Named>
        <Named label={t('developers.if_match')}>{ifMatch}</Named>
        <Named label={t('developers.screen')}>{screen}</Named>
      </dl>
      {isPrivate && <p className="text-muted">{t('developers.private')}</p>}
      <div className={sent === null ? '' : 'grid gap-2 lg:grid-cols-2'}>
        {sent !== null && <Body label={t('developers.sent')} text={sent} />}
        {answered !== null && <Body label={t('developers.answered')} text={answered} />}
      </div>
    </div>
  )
}

function Ways({ call }: { call: NotedCall }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: async () => (await (await fetch('/openapi.json')).json()) as ApiDocument,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const copy = () =>
    navigator.clipboard.writeText(curlOf(call, location.origin)).then(
      () => toast({ text: t('developers.copied'), tone: 'good' }),
      () => toast({ text: t('developers.not_copied'), tone: 'bad' }),
    )
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button onClick={copy}>{t('developers.curl')}</Button>
      {call.method === 'GET' && (
        <Button onClick={() => fetchNoted(call.url, { credentials: 'same-origin' })}>
          {t('developers.repeat')}
        </Button>
      )}
      <a
        href={docsOf(call, data)}
        target="_blank"
        rel="noreferrer"
        className="px-2 text-sm text-accent hover:underline"
      >
        {t('developers.open_docs')}
      </a>
    </div>
  )
}

function Named({ label, children }: { label: string; children: ReactNode }) {
  if (children === null) return null
  return (
    <div className="flex gap-2">
      <dt className="text-muted">{label}</dt>
      <dd className="font-mono break-all">{children}</dd>
    </div>
  )
}

function Body({ label, text }: { label: string; text: string }) {
  const { t } = useWords()
  return (
    <figure className="min-w-0">
      <figcaption className="text-muted">
        {label}
        {text.length >= bodiesKept && ` · ${t('developers.cut')}`}
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-56 overflow-auto rounded-sm bg-surface p-2 font-mono text-xs whitespace-pre-wrap break-words"
      >
        {pretty(text)}
      </pre>
    </figure>
  )
}
