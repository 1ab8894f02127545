import { useState } from 'react'
import { type Chosen, type FormProps, Frame, isChosen, linesOf, Pieces } from '../acting/index.ts'
import { useWords } from '../base/words.ts'

export function DeliverForm(props: FormProps) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<Chosen>(null)
  return (
    <Frame
      name="deliver"
      wide
      {...props}
      ready={isChosen(chosen)}
      body={() => ({ lines: linesOf(chosen) })}
    >
      <Pieces order={props.order} command="deliver" chosen={chosen} onChange={setChosen} />
      <p className="text-sm text-muted">{t('order.deliver_hint')}</p>
    </Frame>
  )
}
