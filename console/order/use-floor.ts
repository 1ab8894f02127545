// The work of the warehouse on the order that is open: what may be done, and which dialog stands open.

import { useCallback, useState } from 'react'
import type { Permission } from '../../src/ground/identity/roles.ts'
import { permissionOf } from '../../src/orders/commands.ts'
import { type Asked, type Floor, type FloorStep, goHome, useOrderSending } from '../acting/index.ts'
import { useSession } from '../app/session.tsx'
import { useRecall } from '../warehouse/index.ts'

const permissions: Record<FloorStep | 'recall', Permission> = {
  recall: permissionOf('recall'),
  pick: permissionOf('pick'),
  pack: permissionOf('pick'),
  dispatch: permissionOf('ship'),
  track: 'shipping:track',
  match: permissionOf('return'),
  settle: permissionOf('return'),
}

export function useFloor(orderId: string): Floor {
  const { may } = useSession()
  const sending = useOrderSending<FloorStep | 'recall'>(orderId)
  const [asking, setAsking] = useState<Asked | null>(null)
  const stop = useCallback(() => {
    if (asking?.id) goHome(asking.id)
    setAsking(null)
  }, [asking])
  return {
    asking,
    ask: useCallback((step, id) => setAsking({ step, id }), []),
    stop,
    may: (step) => may(permissions[step]),
    recall: useRecall(orderId, sending),
    sending,
  }
}
