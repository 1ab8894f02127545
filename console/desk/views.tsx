import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import type { ColumnSetting } from '../kit/grid/index.ts'
import { later } from '../kit/loaded.tsx'
import {
  changeTo,
  isChanged,
  type Naming,
  type View,
  type ViewsProps,
  viewsKey,
} from './view-state.ts'

const ViewName = later(() => import('./view-name.tsx').then((part) => part.ViewName))
const ViewsMenu = later(() => import('./views-menu.tsx').then((part) => part.ViewsMenu))

/** How many views stand beside each other; all of them are in the menu. */
const inSight = 4

/** The saved views of a list: shown by a click, marked where the screen has moved on, saved, shared and put in order. */
export function Views(props: ViewsProps) {
  const { place, params, set, columns, density, onApply } = props
  const { t } = useWords()
  const [naming, setNaming] = useState<Naming | null>(null)
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const views = useViews(place)
  const current = views.find(({ id }) => id === params.view)
  const changed = current !== undefined && isChanged(current, { params, columns, density })
  const show = (view: View) => {
    set(changeTo(params, view.query, view.id))
    onApply({ columns: view.columns as ColumnSetting[], density: view.density })
  }
  return (
    <fieldset className="flex min-w-0 items-center gap-0.5">
      <legend className="sr-only">{t('desk.view_label')}</legend>
      {views.slice(0, inSight).map((view) => (
        <ViewTab
          key={view.id}
          view={view}
          chosen={view === current}
          changed={view === current && changed}
          onShow={show}
        />
      ))}
      <Button
        ref={button}
        kind="quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        onPointerEnter={() => import('./views-menu.tsx')}
        className="h-7 px-2 text-muted"
      >
        <Chosen
          view={current}
          inSight={views.indexOf(current as View) < inSight}
          changed={changed}
        />
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      {open && (
        <ViewsMenu
          {...{ ...props, views, current, changed, show }}
          onName={setNaming}
          anchor={button}
          onClose={() => setOpen(false)}
        />
      )}
      {naming && (
        <ViewName {...props} naming={naming} views={views} onClose={() => setNaming(null)} />
      )}
    </fieldset>
  )
}

function useViews(place: string): readonly View[] {
  return (
    useQuery({
      queryKey: viewsKey(place),
      queryFn: ({ signal }) => api.call('GET /api/views', { query: { place }, signal }),
      staleTime: 60_000,
    }).data?.items ?? []
  )
}

function ViewTab({
  view,
  chosen,
  changed,
  onShow,
}: {
  view: View
  chosen: boolean
  changed: boolean
  onShow: (view: View) => void
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onShow(view)}
      className={clsx(
        'flex h-7 max-w-40 items-center gap-1 rounded-md px-2 text-sm max-lg:hidden',
        chosen ? 'bg-accent-soft font-medium text-accent' : 'text-ink hover:bg-sunken',
      )}
    >
      <span className="truncate">{view.name}</span>
      {changed && <Changed />}
    </button>
  )
}

/** The button of the menu names the view where no tab does: on a narrow screen none is in sight. */
function Chosen({
  view,
  inSight,
  changed,
}: {
  view: View | undefined
  inSight: boolean
  changed: boolean
}) {
  const { t } = useWords()
  if (!view) return t('desk.view_label')
  return (
    <>
      <span className={clsx('flex max-w-40 items-center gap-1', inSight && 'lg:hidden')}>
        <span className="truncate">{view.name}</span>
        {changed && <Changed />}
      </span>
      {inSight && <span className="max-lg:hidden">{t('desk.view_label')}</span>}
    </>
  )
}

/** The screen is no longer what the view keeps. */
function Changed() {
  const { t } = useWords()
  return (
    <span title={t('desk.view_changed')} className="size-1.5 shrink-0 rounded-full bg-warn">
      <span className="sr-only">{t('desk.view_changed')}</span>
    </span>
  )
}
