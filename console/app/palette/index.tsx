/** Go, find and do in one list. */
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../../base/words.ts'
import { Kbd } from '../../kit/kbd.tsx'
import { useSession } from '../session.tsx'
import { type Entry, useEntries } from './entries.ts'
import { useFound } from './found.ts'
import { matching } from './match.ts'
import { currentOffers } from './offers.ts'

/** Over the page, without animation: it must be there when the key comes up. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [offers] = useState(currentOffers)
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const { go, look } = useEntries()
  const found = useFound(typed)
  const navigate = useNavigate()
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const element = dialog.current
    element?.showModal()
    input.current?.focus()
    return () => {
      element?.close()
      before?.focus?.()
    }
  }, [])
  const act = (run: () => void) => {
    onClose()
    run()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does what a click beside it does
    <dialog
      ref={dialog}
      data-modal=""
      aria-label={t('shell.find')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="fixed top-[10dvh] left-1/2 m-0 w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised p-0 text-ink shadow-over backdrop:bg-veil"
    >
      <Command
        shouldFilter={false}
        loop
        label={t('shell.find')}
        onKeyDown={({ key, currentTarget }) => {
          // Faster than the server: what was typed is searched for in the desk.
          const chosen = currentTarget.querySelector('[cmdk-item][aria-selected="true"]')
          if (key === 'Enter' && !chosen && typed.trim() !== '')
            act(() => navigate({ to: '/orders', search: { q: typed.trim() } }))
        }}
      >
        <Command.Input
          ref={input}
          value={typed}
          onValueChange={setTyped}
          placeholder={t('shell.find')}
          className="h-12 w-full border-b border-line bg-raised px-4 text-lg outline-none"
        />
        <Command.List className="max-h-[60dvh] overflow-y-auto p-1.5 pr-0 [scrollbar-gutter:stable] [scrollbar-width:thin]">
          <Entries title={t('shell.find_do')} entries={matching(offers, typed)} act={act} />
          {/* What is known at once stands first: what the server finds comes below, and the choice stays where it is. */}
          <Entries title={t('shell.find_go')} entries={matching(go, typed)} act={act} />
          <Entries title={t('shell.look')} entries={matching(look, typed)} act={act} />
          <Found typed={typed} found={found} act={act} />
          {!found.busy && (
            <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
              {t('shell.find_nothing')}
            </Command.Empty>
          )}
        </Command.List>
      </Command>
    </dialog>
  )
}

type Act = (run: () => void) => void

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  )
}

function Item({
  value,
  onSelect,
  children,
}: {
  value: string
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 text-sm data-[selected=true]:bg-accent-soft max-sm:min-h-11"
    >
      {children}
    </Command.Item>
  )
}

function Entries({ title, entries, act }: { title: string; entries: Entry[]; act: Act }) {
  if (entries.length === 0) return null
  return (
    <Group title={title}>
      {entries.map(({ id, label, keys, run }) => (
        <Item key={id} value={`${title} ${id}`} onSelect={() => act(run)}>
          <span className="grow truncate">{label}</span>
          {keys && <Kbd keys={keys} />}
        </Item>
      ))}
    </Group>
  )
}

function Found({
  typed,
  found,
  act,
}: {
  typed: string
  found: ReturnType<typeof useFound>
  act: Act
}) {
  const { t } = useWords()
  const { may } = useSession()
  const navigate = useNavigate()
  const { orders, customers, variants, busy } = found
  const q = typed.trim()
  return (
    <>
      {(orders.length > 0 || (q !== '' && !busy && may('orders:read'))) && (
        <Group title={t('shell.find_orders')}>
          {orders.map(({ id, number, customer, shipTo, externalRef }) => (
            <Item
              key={id}
              value={id}
              onSelect={() => act(() => navigate({ to: '/orders/$id', params: { id } }))}
            >
              <span className="numbers font-medium">{number}</span>
              <span className="truncate">
                {customer.name} <span className="text-muted">· {shipTo.city}</span>
              </span>
              <span className="ml-auto shrink-0 text-muted">{externalRef}</span>
            </Item>
          ))}
          <Item
            value="all orders"
            onSelect={() => act(() => navigate({ to: '/orders', search: { q } }))}
          >
            <span className="truncate text-muted">{t('shell.find_all', { q })}</span>
          </Item>
        </Group>
      )}
      {customers.length > 0 && (
        <Group title={t('shell.customers')}>
          {customers.map(({ id, name, email, phone }) => (
            <Item
              key={id}
              value={id}
              onSelect={() => act(() => navigate({ to: '/customers', search: { customer: id } }))}
            >
              <span className="truncate font-medium">{name}</span>
              <span className="ml-auto shrink-0 text-muted">{email ?? phone}</span>
            </Item>
          ))}
        </Group>
      )}
      {variants.length > 0 && <Goods variants={variants} act={act} />}
    </>
  )
}

function Goods({
  variants,
  act,
}: {
  variants: readonly { sku: string; name: { zh?: string | undefined; en?: string | undefined } }[]
  act: Act
}) {
  const { t, lang } = useWords()
  const navigate = useNavigate()
  return (
    <Group title={t('shell.find_goods')}>
      {variants.map(({ sku, name }) => (
        <Item
          key={sku}
          value={`sku ${sku}`}
          onSelect={() => act(() => navigate({ to: '/stock', search: { sku } }))}
        >
          <span className="font-mono">{sku}</span>
          <span className="truncate">{name[lang] ?? name.zh ?? name.en}</span>
        </Item>
      ))}
    </Group>
  )
}
