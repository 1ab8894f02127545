// The dialogs of the commands that ask for more. Loaded when the first one opens.
import type { CommandName, FormProps } from '../acting/index.ts'
import { ReturnForm } from '../aftersales/index.ts'
import { MergeDialog } from '../merging/index.ts'
import { CarrierForm, DeliverForm, ShipForm } from '../shipping/index.ts'
import { SplitForm } from '../warehouse/index.ts'
import { CancelForm } from './form-cancel.tsx'
import { ChangeForm } from './form-change.tsx'
import { HoldForm, ReleaseForm } from './form-hold.tsx'
import { MoneyForm } from './form-money.tsx'

export function CommandDialog({ name, ...props }: FormProps & { name: CommandName }) {
  switch (name) {
    case 'hold':
      return <HoldForm {...props} />
    case 'lift':
      return <ReleaseForm {...props} />
    case 'change':
      return <ChangeForm {...props} />
    case 'carrier':
      return <CarrierForm {...props} />
    case 'split':
      return <SplitForm {...props} />
    case 'merge':
      return <MergeDialog ids={[props.order.id]} onClose={props.onClose} />
    case 'cancel':
      return <CancelForm {...props} />
    case 'ship':
      return <ShipForm {...props} />
    case 'deliver':
      return <DeliverForm {...props} />
    case 'return':
      return <ReturnForm {...props} />
    case 'pay':
    case 'refund':
      return <MoneyForm name={name} {...props} />
    default:
      return null
  }
}
