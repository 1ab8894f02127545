import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Kbd } from '../kit/kbd.tsx'
import type { Placing } from './use-placing.ts'

/** The one primary button, in sight wherever the page is scrolled to. */
export function PlaceBar({
  placing,
  gaps,
  locked,
  onPlace,
  onNext,
}: {
  placing: Placing
  gaps: number
  locked: boolean
  onPlace: () => void
  /** Goes to the next of what is wrong. */
  onNext: () => void
}) {
  const { t } = useWords()
  return (
    <div className="sticky -bottom-4 z-10 -mb-4 flex items-center gap-4 border-t border-line bg-surface py-3">
      <Button kind="primary" data-place="" busy={placing.state === 'asking'} onClick={onPlace}>
        {locked ? t('entry.ask_again') : t('entry.place')} <Kbd keys="mod+enter" />
      </Button>
      <p role="status" className="text-sm text-bad">
        {gaps > 0 && (
          <button type="button" className="underline underline-offset-2" onClick={onNext}>
            {t('entry.problems', { n: gaps })}
          </button>
        )}
      </p>
    </div>
  )
}
