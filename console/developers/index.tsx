import { useRouterState } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { clearCalls, useCalls } from '../base/calls.ts'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Calls } from './calls.tsx'
import { Facts } from './facts.tsx'
import { callsLike, factsLike } from './find.ts'
import { clearHeard, useHeard } from './heard.ts'

type Shown = 'calls' | 'facts'

/** Below any screen: what it asked the server, and what the log told meanwhile. */
export function Developers({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const screen = useRouterState({ select: ({ location }) => location.pathname })
  const [shown, setShown] = useState<Shown>('calls')
  const [words, setWords] = useState('')
  const [here, setHere] = useState(false)
  const calls = callsLike(useCalls(), words, here ? screen : null)
  const facts = factsLike(useHeard(), words)
  useKeys({ esc: onClose })
  const place = useFocusBack()
  return (
    <aside
      ref={place}
      aria-label={t('developers.title')}
      className="no-print flex h-[min(22rem,55dvh)] shrink-0 flex-col border-t border-line bg-surface"
    >
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1">
        <Tabs
          label={t('developers.title')}
          value={shown}
          onChange={setShown}
          tabs={[
            { value: 'calls', label: t('developers.calls'), count: calls.length },
            { value: 'facts', label: t('developers.facts'), count: facts.length },
          ]}
        />
        <TextField
          label={t('developers.filter')}
          hideLabel
          placeholder={t('developers.filter_hint')}
          value={words}
          onChange={setWords}
          className="w-64 max-w-full"
        />
        {shown === 'calls' && (
          <label className="flex items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              checked={here}
              onChange={(event) => setHere(event.target.checked)}
            />
            {t('developers.here')}
          </label>
        )}
        <span className="ml-auto flex items-center gap-1">
          <a href="/docs" target="_blank" rel="noreferrer" className="px-2 text-sm text-accent">
            {t('developers.docs')}
          </a>
          <Button kind="quiet" onClick={shown === 'calls' ? clearCalls : clearHeard}>
            {t('developers.clear')}
          </Button>
          <IconButton label={t('kit.close')} onClick={onClose}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </span>
      </div>
      <section
        aria-label={t(`developers.${shown}`)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 grow overflow-auto"
      >
        {shown === 'calls' ? (
          <Calls calls={calls} filtered={words !== '' || here} />
        ) : (
          <Facts facts={facts} filtered={words !== ''} />
        )}
      </section>
    </aside>
  )
}

/** Closed from inside, the focus goes back to where it was. */
function useFocusBack() {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = place.current
    const before = document.activeElement as HTMLElement | null
    let inside = false
    const follow = () => {
      inside = element?.contains(document.activeElement) ?? false
    }
    document.addEventListener('focusin', follow)
    return () => {
      document.removeEventListener('focusin', follow)
      if (inside) before?.focus()
    }
  }, [])
  return place
}
