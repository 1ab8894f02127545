import { useMemo, useState } from 'react'
import { useLook } from '../base/look.ts'
import { Chart } from '../kit/chart.tsx'
import { Chip } from '../kit/chip.tsx'
import { type ColumnSetting, createGridControl, Grid, type GridColumn } from '../kit/grid/index.ts'
import { History } from '../kit/history.tsx'
import { Ledger } from '../kit/ledger.tsx'
import { Money } from '../kit/money.tsx'
import { cell, row, Table } from '../kit/table.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { Part, useSay } from './part.tsx'

type Line = { id: string; name: string; total: number; held: boolean }

const rows: readonly Line[] = Array.from({ length: 5_000 }, (_, index) => ({
  id: String(100_000 + index),
  name: ['Ada Lovelace', '张三', 'Grace Hopper', '李梅'][index % 4] as string,
  total: (index * 7_919) % 90_000,
  held: index % 7 === 0,
}))
const control = createGridControl()

export function GridExample() {
  const say = useSay()
  const { density } = useLook()
  const [settings, setSettings] = useState<ColumnSetting[]>([])
  const titles = [
    say('单号', 'Number'),
    say('客户', 'Customer'),
    say('金额', 'Total'),
    say('状态', 'State'),
  ]
  const [number = '', customer = '', total = '', state = ''] = titles
  const held = say('挂起', 'On hold')
  const ready = say('待发货', 'Ready')
  const columns = useMemo(
    (): GridColumn<Line>[] => [
      { key: 'id', title: number, width: 110, pinned: true, always: true, cell: ({ id }) => id },
      { key: 'name', title: customer, width: 180, grow: true, cell: ({ name }) => name },
      {
        key: 'total',
        title: total,
        width: 120,
        align: 'end',
        cell: ({ total }) => <Money minor={total} currency="GBP" />,
      },
      {
        key: 'state',
        title: state,
        width: 120,
        cell: (row) => <Chip tone={row.held ? 'bad' : 'info'}>{row.held ? held : ready}</Chip>,
      },
    ],
    [number, customer, total, state, held, ready],
  )
  return (
    <Part file="grid/">
      <div className="flex h-80 flex-col border border-line">
        <Grid<Line>
          label={say('订单', 'Orders')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={columns}
          settings={settings}
          onSettings={setSettings}
          control={control}
          list="kit"
          density={density}
          total={rows.length}
          sums={{ total: <Money minor={12_345_600} currency="GBP" /> }}
        />
      </div>
    </Part>
  )
}

export function Records() {
  const say = useSay()
  const at = '2026-11-23T09:41:12Z'
  const who = say('王敏', 'Min Wang')
  return (
    <>
      <Part file="timeline.tsx">
        <Timeline
          label={say('经过', 'What happened')}
          items={[
            {
              id: '3',
              at,
              who,
              tone: 'bad',
              text: say('挂起：地址待核对', 'Held: address to check'),
              detail: say('门牌号缺失', 'No house number'),
            },
            {
              id: '2',
              at,
              who,
              tone: 'info',
              text: say('改了地址', 'Changed the address'),
              changes: [{ label: say('城市', 'City'), before: 'Leeds', after: 'London' }],
            },
            {
              id: '1',
              at,
              who: say('网店', 'Web shop'),
              tone: 'good',
              text: say('下单', 'Placed'),
            },
          ]}
        />
        <Timeline label={say('空的', 'Empty')} items={[]} />
      </Part>
      <Part file="ledger.tsx">
        <div className="max-w-sm">
          <Ledger
            label={say('合计', 'Sums')}
            currency="GBP"
            rows={[
              { key: 'goods', label: say('商品', 'Goods'), minor: 12_000 },
              { key: 'discount', label: say('优惠', 'Discount'), minor: -1_000 },
              {
                key: 'shipping',
                label: say('运费', 'Shipping'),
                minor: 399,
                hint: say('标准', 'standard'),
              },
              { key: 'total', label: say('应付', 'Total'), minor: 11_399, kind: 'sum' },
              { key: 'tax', label: say('其中含税', 'Tax contained'), minor: 1_900, kind: 'note' },
            ]}
          />
        </div>
      </Part>
      <Part file="history.tsx">
        <History
          nameOf={(path) => path}
          changes={[
            {
              version: 2,
              at,
              who,
              before: { hours: 48, active: true },
              after: { hours: 24, active: true },
            },
            { version: 1, at, who, before: null, after: { hours: 48, active: true } },
          ]}
        />
      </Part>
      <Part file="chart.tsx">
        <Chart
          question={say('每小时下了多少单？', 'How many orders came each hour?')}
          unit={say('小时', 'Hour')}
          steps={[8, 9, 10, 11, 12].map((hour) => ({ short: String(hour), long: `${hour}:00` }))}
          series={[
            {
              name: say('订单', 'Orders'),
              values: [12, 30, 44, 21, 35],
              tell: String,
            },
            {
              name: say('件数', 'Pieces'),
              values: [40, 61, 180, 30, 77],
              tell: String,
            },
          ]}
        />
      </Part>
      <Part file="table.tsx">
        <Table
          heads={[
            { label: say('单号', 'Number') },
            { label: say('客户', 'Customer'), grows: true },
            { label: say('金额', 'Total'), end: true },
          ]}
        >
          {rows.slice(0, 3).map(({ id, name, total }) => (
            <tr key={id} className={row}>
              <td className={cell}>{id}</td>
              <td className={cell}>{name}</td>
              <td className={`${cell} text-right`}>
                <Money minor={total} currency="GBP" />
              </td>
            </tr>
          ))}
        </Table>
      </Part>
    </>
  )
}
