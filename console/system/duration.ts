import { useWords } from '../base/words.ts'
import { durationOf } from './health.ts'

/** Seconds as people say them. */
export function useDuration(): (seconds: number) => string {
  const { t } = useWords()
  return (seconds) => {
    const { unit, n } = durationOf(seconds)
    return t(`system.time_${unit}`, { n })
  }
}
