import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Problem } from '../../src/outside/client/index.ts'
import { Stat } from '../app/stat.tsx'
import { Banner } from '../kit/banner.tsx'
import { Bar } from '../kit/bar.tsx'
import { Button } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { Empty } from '../kit/empty.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { Money } from '../kit/money.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Progress } from '../kit/progress.tsx'
import { ReasonChip } from '../kit/reason-chip.tsx'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { Sparkline } from '../kit/sparkline.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { Time } from '../kit/time.tsx'
import { Part, Row, useSay } from './part.tsx'

const tones: readonly Tone[] = ['neutral', 'info', 'good', 'warn', 'bad']

export function Buttons() {
  const say = useSay()
  return (
    <>
      <Part file="button.tsx">
        <Row>
          {(['primary', 'plain', 'quiet', 'danger'] as const).map((kind) => (
            <Button key={kind} kind={kind}>
              {say('确认订单', 'Confirm the order')}
            </Button>
          ))}
          <Button disabled>{say('不能用', 'Disabled')}</Button>
          <Button busy>{say('进行中', 'Busy')}</Button>
        </Row>
      </Part>
      <Part file="icon-button.tsx">
        <Row>
          <IconButton label={say('下载', 'Download')}>
            <Download size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label={say('删除', 'Delete')} disabled>
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
        </Row>
      </Part>
      <Part file="kbd.tsx">
        <Row>
          {['mod+k', 'enter', 'esc', 'j', 'shift+j', '?'].map((keys) => (
            <Kbd key={keys} keys={keys} />
          ))}
        </Row>
      </Part>
    </>
  )
}

export function States() {
  const say = useSay()
  const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString()
  return (
    <>
      <Part file="chip.tsx">
        <Row>
          {tones.map((tone) => (
            <Chip key={tone} tone={tone}>
              {say('待审核', 'To confirm')} · {tone}
            </Chip>
          ))}
        </Row>
      </Part>
      <Part file="reason-chip.tsx">
        <Row>
          <ReasonChip text={say('缺货 2 件', '2 short')} />
          <ReasonChip
            tone="bad"
            text={say('风控', 'Risk')}
            note={say('电话在黑名单', 'Known number')}
          />
        </Row>
      </Part>
      <Part file="sla-badge.tsx">
        <Row>
          {[-300, -2, 0.5, 20, 600, 6_000].map((n) => (
            <SlaBadge key={n} promisedFor={minutes(n)} kept={false} />
          ))}
          <SlaBadge promisedFor={minutes(-60)} kept />
          <SlaBadge promisedFor={null} kept={false} />
        </Row>
      </Part>
      <Part file="banner.tsx">
        {tones.map((tone) => (
          <Banner
            key={tone}
            tone={tone}
            action={<Button kind="quiet">{say('好', 'All right')}</Button>}
          >
            {say('正在以仓库身份查看', 'You see the console as the warehouse')} · {tone}
          </Banner>
        ))}
      </Part>
      <Part file="problem.tsx">
        <ProblemNote problem={outOfStock} />
        <ProblemNote problem={unheard} action={<Button>{say('再试一次', 'Try again')}</Button>} />
      </Part>
      <Part file="empty.tsx">
        <Empty
          title={say('还没有订单', 'No orders yet')}
          action={<Button kind="primary">{say('录第一单', 'Enter the first one')}</Button>}
        >
          {say('录一单，或导入一份文件。', 'Enter one, or import a file.')}
        </Empty>
      </Part>
    </>
  )
}

const told = (code: string, params: object) =>
  JSON.stringify({ code, params, requestId: 'req_01KIT' })
const outOfStock = new Problem(409, told('out_of_stock', { sku: 'TEA', wanted: 12, available: 5 }))
const unheard = new Problem(418, told('code_without_words', {}))

type Bucket = 'all' | 'late' | 'held'

export function Numbers() {
  const say = useSay()
  const [bucket, setBucket] = useState<Bucket>('all')
  const tab = (value: Bucket, label: string, count: number | null) => ({ value, label, count })
  return (
    <>
      <Part file="page.tsx">
        <Section
          title={say('一节', 'A section')}
          actions={<Button>{say('导出', 'Export')}</Button>}
        >
          <p className="text-sm text-muted">
            {say('本页就是一个 Page。', 'This page itself is a Page.')}
          </p>
        </Section>
      </Part>
      <Part file="tabs.tsx">
        <Tabs<Bucket>
          label={say('订单状态', 'States')}
          value={bucket}
          onChange={setBucket}
          tabs={[
            tab('all', say('全部', 'All'), 5_000),
            tab('late', say('迟', 'Late'), 12),
            tab('held', say('挂起', 'On hold'), null),
          ]}
        />
      </Part>
      <Part file="money.tsx · time.tsx">
        <Row>
          <Money minor={123_456} currency="CNY" />
          <Money minor={-1_250} currency="GBP" />
          <Money minor={980} currency="JPY" />
          <Money minor={1_234_567} currency="KWD" />
          {(['time', 'date', 'clock', 'ago'] as const).map((how) => (
            <Time key={how} at="2026-11-23T09:41:12Z" how={how} />
          ))}
        </Row>
      </Part>
      <Part file="app/stat.tsx · sparkline.tsx">
        <Row>
          <Stat
            label={say('今天的订单', 'Orders today')}
            value="2,418"
            rows={{}}
            note={say('比昨天多 4%', '4% more than yesterday')}
          >
            <Sparkline values={[3, 5, 2, 8, 9, 4, 12]} label={say('近 7 天', 'Last 7 days')} />
          </Stat>
          <Stat label={say('迟', 'Late')} value="12" tone="bad" rows={{ bucket: 'late' }} />
        </Row>
      </Part>
      <Part file="bar.tsx">
        <Bar
          label={say('可用 60，占用 30', '60 free, 30 promised')}
          parts={[
            { label: 'free', value: 60, fill: 'good' },
            { label: 'promised', value: 30, fill: 'accent' },
            { label: 'safety', value: 10, fill: 'hollow' },
          ]}
        />
      </Part>
      <Part file="progress.tsx">
        <Progress label={say('导入', 'Import')} value={3_100} max={5_000} bad={200} />
        <Progress label={say('正在开始', 'Starting')} value={0} max={null} />
      </Part>
    </>
  )
}
