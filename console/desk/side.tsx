import { ExternalLink } from 'lucide-react'
import { useWords } from '../base/words.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { OrderPanel } from '../order/index.ts'
import type { Order } from './rows.ts'

/** The order beside the list, which stays as it is. */
export function Side({
  id,
  order,
  onOpen,
  onClose,
}: {
  id: string
  order: Order | undefined
  onOpen: (id: string) => void
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Panel
      title={order ? t('desk.order_n', { number: String(order.number) }) : ''}
      onClose={onClose}
      actions={
        <IconButton label={t('desk.open')} onClick={() => onOpen(id)}>
          <ExternalLink size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      <OrderPanel id={id} />
    </Panel>
  )
}
