import { memo, useMemo } from 'react'
import { useWords } from '../base/words.ts'
import { Tabs } from '../kit/tabs.tsx'
import { type Bucket, buckets } from './filter.ts'
import { useCounts } from './orders.ts'

/** The queues of the desk with their counts, which follow the log. What is late stays in sight whatever is chosen. */
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
        stays: bucket === 'late',
      })),
    ],
    [counts, t],
  )
  return <Tabs label={t('desk.buckets')} tabs={tabs} value={value} onChange={onChange} />
})
