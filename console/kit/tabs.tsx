import { clsx } from 'clsx'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '../base/words.ts'

export type Tab<T extends string> = {
  value: T
  label: string
  /** Behind the label, quieter; null while it is not known. */
  count?: number | null
  mark?: ReactNode
  /** Stays in sight while the others scroll away under it. */
  stays?: boolean
}

/**
 * States or views of one list, as buttons: the chosen one is pressed. Where they do not fit they scroll: the chosen one is in
 * sight, the edge behind which there are more fades out, and a button beside it goes there. When the chosen one's count
 * changes, that is told politely.
 */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: readonly Tab<T>[]
  value: T
  onChange: (value: T) => void
}) {
  const place = useScrolled(tabs.findIndex((tab) => tab.value === value))
  const chosen = tabs.find((tab) => tab.value === value)
  return (
    <div className="flex">
      <fieldset
        ref={place}
        className="peer relative -m-1 flex min-w-0 scroll-px-24 gap-0.5 overflow-x-auto p-1 data-more:[mask-image:linear-gradient(to_left,transparent,black_2.5rem)]"
      >
        <legend className="sr-only">{label}</legend>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            aria-pressed={tab.value === value}
            onClick={() => onChange(tab.value)}
            className={clsx(
              'flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm max-sm:h-11',
              tab.stays && 'sticky -left-1 z-[1]',
              tab.value === value
                ? 'bg-accent font-medium text-on-accent'
                : ['text-ink hover:bg-sunken', tab.stays && over],
            )}
          >
            {tab.label}
            {tab.count !== undefined && tab.count !== null && (
              <span className={clsx('numbers', tab.value !== value && 'text-muted')}>
                {tab.count.toLocaleString()}
              </span>
            )}
            {tab.mark}
          </button>
        ))}
        {typeof chosen?.count === 'number' && (
          <Told key={value} text={`${chosen.label} ${chosen.count.toLocaleString()}`} />
        )}
      </fieldset>
      <More place={place} />
    </div>
  )
}

/** Its edge is seen while others are scrolled under it, so that what is cut off there is not read as a word of its own. */
const over =
  'bg-surface in-data-past:rounded-r-none in-data-past:shadow-[1px_0_0_var(--color-strong)]'

/** To those that are out of sight, and back; for a mouse, for the keyboard and fingers go there by themselves. */
function More({ place }: { place: RefObject<HTMLFieldSetElement | null> }) {
  const { t } = useWords()
  const go = () => {
    const { current: at } = place
    at?.scrollTo({ left: at.hasAttribute('data-more') ? at.scrollLeft + at.clientWidth / 2 : 0 })
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      title={t('kit.tabs_more')}
      aria-label={t('kit.tabs_more')}
      onClick={go}
      className="ml-2 hidden size-8 shrink-0 rotate-180 place-items-center rounded-md border border-line text-lg leading-none text-accent peer-data-more:rotate-0 peer-data-over:grid hover:bg-sunken max-sm:hidden!"
    >
      ›
    </button>
  )
}

/** So long a count must stay as it is before it is told: a busy log would never stop talking. */
const stillMs = 3_000

/** Says aloud what its text becomes; what it was at first has been read with the button. */
function Told({ text }: { text: string }) {
  const heard = useRef(text)
  const [told, tell] = useState('')
  useEffect(() => {
    if (text === heard.current) return
    const timer = setTimeout(() => {
      heard.current = text
      tell(text)
    }, stillMs)
    return () => clearTimeout(timer)
  }, [text])
  return <output className="sr-only">{told}</output>
}

/** A hand that scrolls. */
const signs = ['wheel', 'pointerdown', 'keydown'] as const

/**
 * Keeps the chosen tab in sight when it or the room changes; `data-over` says that not all fit, `data-more` that there are more
 * behind the end, `data-past` that some are scrolled away.
 */
function useScrolled(chosen: number) {
  const place = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const tell = () => {
      const { scrollLeft, clientWidth, scrollWidth } = element
      element.toggleAttribute('data-more', scrollLeft + clientWidth < scrollWidth - 1)
      element.toggleAttribute('data-over', clientWidth < scrollWidth - 1)
      element.toggleAttribute('data-past', scrollLeft > 0)
    }
    let touched = false
    const touch = () => {
      touched = true
    }
    const show = () => {
      const tab = element.querySelectorAll('button')[chosen]
      // Sideways and here only: `scrollIntoView` would move the page to its tabs.
      if (tab && chosen > 0) element.scrollLeft = nearest(element, tab)
      tell()
    }
    // The room of all changes with the window, the tabs with their counts: these must not take the hand of who scrolls.
    const sized = new ResizeObserver((changes) => {
      const room = changes.some(({ target }) => target === element)
      if (room || !touched) show()
      else tell()
    })
    for (const part of [element, ...element.children]) sized.observe(part)
    element.addEventListener('scroll', tell, { passive: true })
    for (const sign of signs) element.addEventListener(sign, touch, { passive: true })
    return () => {
      sized.disconnect()
      element.removeEventListener('scroll', tell)
      for (const sign of signs) element.removeEventListener(sign, touch)
    }
  }, [chosen])
  return place
}

/** Beside a tab that is scrolled to, so much of its neighbours is seen. */
const beside = 96

/** As far as it must be scrolled at least for the tab to be seen. */
function nearest({ scrollLeft, clientWidth }: HTMLElement, tab: HTMLElement): number {
  const least = tab.offsetLeft + tab.offsetWidth + beside - clientWidth
  return Math.min(Math.max(scrollLeft, least), Math.max(0, tab.offsetLeft - beside))
}
