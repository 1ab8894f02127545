import { useState } from 'react'
import { DateField } from '../kit/date-field.tsx'
import { DateRange } from '../kit/date-range.tsx'
import type { Day, Range } from '../kit/date-text.ts'
import { MomentField } from '../kit/moment-field.tsx'
import { MoneyField } from '../kit/money-field.tsx'
import { PhoneField } from '../kit/phone-field.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import { ScanInput } from '../kit/scan-input.tsx'
import { SearchBox } from '../kit/search-box.tsx'
import { Select } from '../kit/select.tsx'
import { TagField } from '../kit/tag-field.tsx'
import { TextArea, TextField } from '../kit/text-field.tsx'
import { Narrow, Part, Row, useSay } from './part.tsx'

export function Texts() {
  const say = useSay()
  const [text, setText] = useState('TEA-01')
  const [note, setNote] = useState('')
  const [choice, setChoice] = useState('web')
  const [tags, setTags] = useState([say('易碎', 'fragile'), say('加急', 'urgent')])
  const label = say('货号', 'Sku')
  return (
    <>
      <Part file="text-field.tsx · field.tsx">
        <Row>
          <Narrow>
            <TextField
              label={label}
              value={text}
              onChange={setText}
              mono
              hint={say('整串或一部分', 'Whole or a part')}
            />
          </Narrow>
          <Narrow>
            <TextField
              label={label}
              value={text}
              onChange={setText}
              error={say('没有这个货号', 'There is no such sku')}
            />
          </Narrow>
          <Narrow>
            <TextField label={label} value={text} onChange={setText} disabled />
          </Narrow>
          <Narrow>
            <TextField label={label} value={text} onChange={setText} readOnly />
          </Narrow>
          <Narrow>
            <TextArea label={say('备注', 'Note')} value={note} onChange={setNote} />
          </Narrow>
        </Row>
      </Part>
      <Part file="select.tsx">
        <Narrow>
          <Select
            label={say('渠道', 'Channel')}
            value={choice}
            onChange={setChoice}
            options={[
              { value: 'web', label: say('网店', 'Web shop') },
              { value: 'phone', label: say('电话', 'Telephone') },
              { value: 'old', label: say('停用', 'Out of use'), disabled: true },
            ]}
          />
        </Narrow>
      </Part>
      <Part file="tag-field.tsx">
        <Narrow>
          <TagField label={say('标签', 'Tags')} value={tags} onChange={setTags} max={5} />
        </Narrow>
      </Part>
      <Part file="search-box.tsx">
        <Narrow>
          <SearchBox label={say('搜索库存', 'Search the stock')} value="" onChange={() => {}} />
        </Narrow>
      </Part>
    </>
  )
}

export function Values() {
  const say = useSay()
  const [money, setMoney] = useState<number | null>(1_250)
  const [yen, setYen] = useState<number | null>(980)
  const [count, setCount] = useState<number | null>(12)
  const [phone, setPhone] = useState('13800138000')
  const amount = say('金额', 'Amount')
  const quantity = say('数量', 'Quantity')
  return (
    <>
      <Part file="money-field.tsx">
        <Row>
          <Narrow>
            <MoneyField label={amount} value={money} onChange={setMoney} currency="GBP" />
          </Narrow>
          <Narrow>
            <MoneyField label={amount} value={yen} onChange={setYen} currency="JPY" negative />
          </Narrow>
          <Narrow>
            <MoneyField
              label={amount}
              value={money}
              onChange={setMoney}
              currency="CNY"
              error={say('超过商品总额', 'More than the goods')}
            />
          </Narrow>
        </Row>
        <p className="text-sm text-muted">
          {say('值（最小单位）', 'Value in minor units')}: {String(money)} · {String(yen)}
        </p>
      </Part>
      <Part file="quantity-field.tsx">
        <Row>
          <Narrow>
            <QuantityField
              label={quantity}
              value={count}
              onChange={setCount}
              max={500}
              hint={say('可写 3*12', '3*12 will do')}
            />
          </Narrow>
          <Narrow>
            <QuantityField label={quantity} value={count} onChange={setCount} steps={false} />
          </Narrow>
          <Narrow>
            <QuantityField
              label={quantity}
              value={count}
              onChange={setCount}
              error={say('只有 5 件', 'Only 5 there')}
            />
          </Narrow>
        </Row>
      </Part>
      <Part file="phone-field.tsx">
        <Narrow>
          <PhoneField label={say('电话', 'Telephone')} value={phone} onChange={setPhone} />
        </Narrow>
      </Part>
    </>
  )
}

export function Days() {
  const say = useSay()
  const [day, setDay] = useState<Day | null>('2026-11-23')
  const [none, setNone] = useState<Day | null>(null)
  const [moment, setMoment] = useState<Date | null>(() => new Date(2026, 10, 23, 14, 30))
  const [range, setRange] = useState<Range | null>(null)
  const [scans, setScans] = useState(0)
  return (
    <>
      <Part file="date-field.tsx · calendar.tsx">
        <Row>
          <Narrow>
            <DateField label={say('日期', 'Date')} value={day} onChange={setDay} />
          </Narrow>
          <Narrow>
            <DateField
              label={say('日期', 'Date')}
              value={none}
              onChange={setNone}
              error={say('必填', 'Needed')}
            />
          </Narrow>
        </Row>
      </Part>
      <Part file="moment-field.tsx">
        <Narrow>
          <MomentField label={say('时间', 'When')} value={moment} onChange={setMoment} />
        </Narrow>
      </Part>
      <Part file="date-range.tsx">
        <Row>
          <DateRange label={say('下单日期', 'Placed')} value={range} onChange={setRange} />
        </Row>
      </Part>
      <Part file="scan-input.tsx">
        <Narrow>
          <ScanInput
            label={say('扫描货号', 'Scan a sku')}
            onScan={(text) => {
              setScans(scans + 1)
              return text.length > 3
                ? { good: true, text: say('对', 'Right') }
                : { good: false, text: say('没有这个货号', 'There is no such sku') }
            }}
          />
        </Narrow>
      </Part>
    </>
  )
}
