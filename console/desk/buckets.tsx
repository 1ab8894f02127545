import { memo, useEffect, useMemo, useRef } from 'react'
import { useWords } from '../app/words.ts'
import { Tabs } from '../kit/tabs.tsx'
import { type Bucket, buckets } from './filter.ts'
import { useCounts } from './orders.ts'

/** The queues of the desk with their counts, which follow the log. */
export const Buckets = memo(function Buckets({
  value,
  channel,
  onChange,
}: {
  value: Bucket | 'all'
  channel: string | undefined
  onChange: (bucket: Bucket | 'all') => void
}) {
  const { t } = useWords()
  const counts = useCounts(channel)
  const tabs = useMemo(
    () => [
      { value: 'all' as const, label: t('desk.bucket_all'), count: counts?.all ?? null },
      ...buckets.map((bucket) => ({
        value: bucket,
        label: t(`desk.bucket_${bucket}`),
        count: counts?.buckets[bucket] ?? null,
      })),
    ],
    [counts, t],
  )
  const place = useRef<HTMLDivElement>(null)
  // Where the tabs do not fit beside the panel they scroll; the chosen one is always in sight.
  useEffect(() => {
    const element = place.current
    if (!element) return
    const at = value === 'all' ? 0 : buckets.indexOf(value) + 1
    const show = () =>
      element
        .querySelectorAll('button')
        [at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const sized = new ResizeObserver(show)
    sized.observe(element)
    show()
    return () => sized.disconnect()
  }, [value])
  return (
    <div ref={place}>
      <Tabs label={t('desk.buckets')} tabs={tabs} value={value} onChange={onChange} />
    </div>
  )
})
