import { useWords } from '../base/words.ts'
import { Chip, type Tone } from '../kit/chip.tsx'

export type State = 'reading' | 'stopped' | 'done' | 'failed'

const tones: Record<State, Tone> = {
  reading: 'info',
  stopped: 'warn',
  done: 'good',
  failed: 'bad',
}

export function StateChip({ state }: { state: State }) {
  const { t } = useWords()
  return <Chip tone={tones[state]}>{t(`imports.state_${state}`)}</Chip>
}
