import { Ellipsis } from 'lucide-react'
import type { Order } from '../acting/index.ts'
import { useCalls } from '../base/calls.ts'
import { curlOf } from '../base/curl.ts'
import { useWords } from '../base/words.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu } from '../kit/menu.tsx'
import { toast } from '../kit/toasts.ts'

/** What can be taken along: number, link, the calls as curl, and the order on paper. */
export function CopyMenu({ order, onPrint }: { order: Order; onPrint: () => void }) {
  const { t } = useWords()
  const calls = useCalls()
  const last = calls.findLast(
    ({ method, url }) => method === 'POST' && url.startsWith(`/api/orders/${order.id}/`),
  )
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    toast({ text: t('common.copied'), tone: 'good' })
  }
  const reading = {
    ...{ method: 'GET', url: `/api/orders/${order.id}`, sent: null },
    ...{ ifMatch: null, idempotencyKey: null },
  }
  const { origin } = location
  return (
    <Menu
      trigger={
        <IconButton label={t('order.take_along')}>
          <Ellipsis size={16} aria-hidden="true" />
        </IconButton>
      }
      items={[
        { label: t('order.copy_number'), onClick: () => copy(String(order.number)) },
        { label: t('order.copy_link'), onClick: () => copy(location.href) },
        { kind: 'line' },
        { label: t('order.copy_curl'), onClick: () => copy(curlOf(reading, origin)) },
        {
          label: t('order.copy_curl_last'),
          onClick: () => last && copy(curlOf(last, origin)),
          ...(!last && { why: t('order.no_command_yet') }),
        },
        { kind: 'line' },
        { label: t('common.print'), onClick: onPrint },
      ]}
    />
  )
}
