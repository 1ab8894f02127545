import { addressLines, amountOf, nameOf, type Order, useNames, wanted } from '../acting/index.ts'
import { useOrderContact } from '../app/contact.tsx'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { PrintView } from '../kit/print-view.tsx'
import { OrderMoney } from './money.tsx'

/** The order on paper: who, where to, what, and what it comes to. */
export function Paper({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t, code } = useWords()
  const format = useFormat()
  const names = useNames()
  const { number, placedAt, channel, externalRef, promisedFor } = order
  // As whole as it is on the screen.
  const { shipTo, customer } = useOrderContact(order).whole ?? order
  const said = [
    [t('order.placed'), format.time(placedAt)],
    [t('order.channel'), names.channel(channel)],
    ...(externalRef ? [[t('order.external_ref'), externalRef]] : []),
    ...(promisedFor ? [[t('order.promised'), format.time(promisedFor)]] : []),
    [t('order.axis_status'), code('status', order.status)],
    [t('order.axis_payment'), code('payment', order.payment)],
  ]
  return (
    <PrintView
      head={
        <div className="flex justify-between border-b pb-2">
          <strong>{t('order.title', { number: String(number) })}</strong>
          <span>{customer.name}</span>
        </div>
      }
      onDone={onDone}
    >
      <div className="grid grid-cols-2 gap-8 pb-4">
        <div>
          {addressLines(shipTo, names).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3">
          {said.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Goods order={order} />
      <div className="mt-4 ml-auto w-1/2 break-inside-avoid">
        <OrderMoney order={order} />
      </div>
      {order.note && <p className="mt-4 whitespace-pre-wrap">{order.note}</p>}
    </PrintView>
  )
}

function Goods({ order: { lines, currency } }: { order: Order }) {
  const { t, lang } = useWords()
  const format = useFormat()
  const head = [
    t('order.sku'),
    t('order.article'),
    t('order.pieces'),
    t('order.unit_price'),
    t('order.amount'),
  ]
  return (
    <table className="numbers w-full border-collapse">
      <thead>
        <tr className="border-b text-left">
          {head.map((name, index) => (
            <th key={name} className={index > 1 ? 'text-right' : ''}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line} className="border-b">
            <td className="pr-2 font-mono">{line.sku}</td>
            <td>{nameOf(line, lang)}</td>
            <td className="text-right">{format.number(wanted(line))}</td>
            <td className="text-right">{format.amount(line.unitPrice, currency)}</td>
            <td className="text-right">{format.amount(amountOf(line), currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
