import { useState } from 'react'
import { AddressForm } from '../kit/address-form.tsx'
import type { AddressFields } from '../kit/address-text.ts'
import { Check, Checklist } from '../kit/checklist.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { DropZone } from '../kit/drop-zone.tsx'
import { RegionField } from '../kit/region-field.tsx'
import type { Region } from '../kit/region-tree.ts'
import { Secret } from '../kit/secret.tsx'
import { FormExample } from './form-example.tsx'
import { Narrow, Part, Row, useSay } from './part.tsx'

const goods = ['TEA-BLACK', 'TEA-GREEN', 'CUP-SMALL', 'CUP-LARGE', 'POT-1L']

/** As slow as a server that is far away, so that the waiting can be seen. */
async function find(text: string): Promise<string[]> {
  await new Promise((resume) => setTimeout(resume, 250))
  return goods.filter((sku) => sku.toLowerCase().includes(text.trim().toLowerCase()))
}

async function fail(): Promise<string[]> {
  throw new Error('no answer')
}

export function Choices() {
  const say = useSay()
  const [sku, setSku] = useState<string | null>(null)
  const [ticked, setTicked] = useState<string[]>(['web'])
  const [on, setOn] = useState(true)
  const label = say('商品', 'Variant')
  const one = { value: sku, onChange: setSku, keyOf: String, textOf: String }
  return (
    <>
      <Part file="combobox.tsx">
        <Row>
          <Narrow>
            <Combobox<string> label={label} {...one} load={find} mono />
          </Narrow>
          <Narrow>
            <Combobox<string>
              label={label}
              {...one}
              load={fail}
              hint={say('查找失败时', 'When the search fails')}
            />
          </Narrow>
          <Narrow>
            <Combobox<string>
              label={label}
              {...one}
              load={find}
              error={say('请选择', 'Choose one')}
            />
          </Narrow>
        </Row>
      </Part>
      <Part file="checklist.tsx">
        <Narrow>
          <Checklist
            label={say('渠道', 'Channels')}
            value={ticked}
            onChange={setTicked}
            choices={[
              { value: 'web', label: say('网店', 'Web shop') },
              { value: 'phone', label: say('电话', 'Telephone'), hint: say('人工录单', 'By hand') },
              { value: 'old', label: say('停用', 'Out of use'), disabled: true },
            ]}
          />
        </Narrow>
        <Check label={say('启用', 'In use')} checked={on} onChange={setOn} />
      </Part>
      <Part file="drop-zone.tsx">
        <DropZone
          label={say('拖入文件，或点击选择', 'Drop a file, or choose one')}
          onFiles={() => {}}
        />
      </Part>
      <Part file="secret.tsx">
        <Secret label={say('密钥', 'Secret')} value="tl_live_shown_once_on_this_page" />
      </Part>
    </>
  )
}

export function Addresses() {
  const say = useSay()
  const [region, setRegion] = useState<Region | null>(null)
  const [cn, setCn] = useState<AddressFields>({ country: 'CN' })
  const [gb, setGb] = useState<AddressFields>({ country: 'GB', name: 'Ada Lovelace' })
  return (
    <>
      <Part file="region-field.tsx">
        <Narrow>
          <RegionField value={region} onChange={setRegion} />
        </Narrow>
      </Part>
      <Part file="address-form.tsx">
        <AddressForm value={cn} onChange={setCn} />
        <AddressForm value={gb} onChange={setGb} errors={{ city: say('必填', 'Needed') }} />
      </Part>
      <Part file="form.tsx">
        <FormExample />
      </Part>
    </>
  )
}
