import { useRef, useState } from 'react'
import { BulkBar } from '../kit/bulk-bar.tsx'
import { Button } from '../kit/button.tsx'
import { ContextMenu } from '../kit/context-menu.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { Panel } from '../kit/panel.tsx'
import { PrintView } from '../kit/print-view.tsx'
import { toast } from '../kit/toasts.ts'
import { Part, Row, useSay } from './part.tsx'

export function Overlays() {
  const say = useSay()
  const [dialog, setDialog] = useState(false)
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null)
  const [printing, setPrinting] = useState(false)
  const place = useRef<HTMLButtonElement>(null)
  const items: MenuItem[] = [
    { kind: 'head', label: say('订单 100234', 'Order 100234') },
    { label: say('确认', 'Confirm'), keys: 'a', onClick: () => {} },
    {
      label: say('发货', 'Ship'),
      why: say('还没有分配库存', 'No stock is allocated'),
      onClick: () => {},
    },
    { kind: 'line' },
    { label: say('取消订单', 'Cancel the order'), tone: 'bad', onClick: () => {} },
  ]
  const close = say('关闭', 'Close')
  return (
    <>
      <Part file="dialog.tsx">
        <Row>
          <Button onClick={() => setDialog(true)}>{say('打开对话框', 'Open a dialog')}</Button>
        </Row>
        {dialog && (
          <Dialog
            title={say('挂起订单', 'Hold the order')}
            onClose={() => setDialog(false)}
            foot={<Button onClick={() => setDialog(false)}>{close}</Button>}
          >
            {say('挂起后不会发货。', 'It will not leave until the hold is lifted.')}
          </Dialog>
        )}
      </Part>
      <Part file="menu.tsx · context-menu.tsx">
        <Row>
          <Menu items={items} trigger={<Button>{say('菜单', 'Menu')}</Button>} />
          <Button
            ref={place}
            onClick={(event) => setMenuAt({ x: event.clientX, y: event.clientY })}
          >
            {say('右键菜单', 'Context menu')}
          </Button>
        </Row>
        {menuAt && (
          <ContextMenu
            at={menuAt}
            label={say('订单', 'Order')}
            items={items}
            onClose={() => setMenuAt(null)}
            returnTo={place.current}
          />
        )}
      </Part>
      <Part file="toasts.ts">
        <Row>
          {(['info', 'good', 'bad'] as const).map((tone) => (
            <Button
              key={tone}
              onClick={() => toast({ tone, text: say('已挂起 3 单', '3 orders held') })}
            >
              {tone}
            </Button>
          ))}
          <Button
            onClick={() =>
              toast({
                text: say('已挂起', 'Held'),
                undo: { label: say('撤销', 'Undo'), run: () => {} },
              })
            }
          >
            {say('可撤销', 'With undo')}
          </Button>
        </Row>
      </Part>
      <Part file="panel.tsx">
        <div className="relative flex h-48 border border-line">
          <div className="grow p-3 text-sm text-muted">{say('列表', 'The list')}</div>
          <Panel title="100234" onClose={() => {}}>
            <p className="p-4 text-sm">{say('订单的细节', 'What the order is')}</p>
          </Panel>
        </div>
      </Part>
      <Part file="bulk-bar.tsx">
        <BulkBar
          label={say('批量操作', 'Bulk work')}
          selected={say('已选 37 单', '37 orders marked')}
          onClear={() => {}}
        >
          <Button>{say('确认', 'Confirm')}</Button>
        </BulkBar>
      </Part>
      <Part file="print-view.tsx">
        <Row>
          <Button onClick={() => setPrinting(true)}>{say('打印', 'Print')}</Button>
        </Row>
        {printing && (
          <PrintView head="Throughline" onDone={() => setPrinting(false)}>
            {say('只打印这一块', 'Only this is printed')}
          </PrintView>
        )}
      </Part>
    </>
  )
}
