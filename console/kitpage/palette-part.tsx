import { useState } from 'react'
import { Palette } from '../app/palette/index.tsx'
import { Button } from '../kit/button.tsx'
import { Part, Row, useSay } from './part.tsx'

/** The command palette, which knows every screen and so stands in `app`. */
export function PalettePart() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <Part file="app/palette">
      <Row>
        <Button onClick={() => setOpen(true)}>{say('打开命令面板', 'Open the palette')}</Button>
      </Row>
      {open && <Palette onClose={() => setOpen(false)} />}
    </Part>
  )
}
