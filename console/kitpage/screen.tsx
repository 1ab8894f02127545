import { densities, languages, setLook, themes, useLook } from '../base/look.ts'
import { speak, useWords } from '../base/words.ts'
import { Page } from '../kit/page.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { Buttons, Numbers, States } from './basics.tsx'
import { Addresses, Choices } from './choices.tsx'
import { GridExample, Records } from './data.tsx'
import { Days, Texts, Values } from './fields.tsx'
import { Overlays } from './overlays.tsx'
import { PalettePart } from './palette-part.tsx'
import { useSay } from './part.tsx'

/** Every part of the kit in all its states, to look at in each language, theme and density. In development only. */
export function Screen() {
  const say = useSay()
  const groups = [
    { id: 'buttons', title: say('按钮', 'Buttons'), parts: <Buttons /> },
    { id: 'states', title: say('状态与提示', 'States and notes'), parts: <States /> },
    { id: 'numbers', title: say('数字与页头', 'Numbers and heads'), parts: <Numbers /> },
    { id: 'texts', title: say('文字栏', 'Texts'), parts: <Texts /> },
    { id: 'values', title: say('金额与数量', 'Amounts and quantities'), parts: <Values /> },
    { id: 'days', title: say('日期与扫描', 'Days and scans'), parts: <Days /> },
    { id: 'choices', title: say('选择', 'Choices'), parts: <Choices /> },
    { id: 'addresses', title: say('地址与表单', 'Addresses and forms'), parts: <Addresses /> },
    { id: 'overlays', title: say('浮层', 'Overlays'), parts: <Overlays /> },
    { id: 'palette', title: say('命令面板', 'Command palette'), parts: <PalettePart /> },
    { id: 'records', title: say('记录与图表', 'Records and charts'), parts: <Records /> },
    { id: 'grid', title: say('表格', 'The grid'), parts: <GridExample /> },
  ]
  return (
    <Page title={say('组件', 'The kit')} head={<Switches />}>
      <div className="flex items-start gap-8">
        <nav
          aria-label={say('目录', 'Contents')}
          className="sticky top-0 w-48 shrink-0 max-md:hidden"
        >
          <ul className="text-sm">
            {groups.map(({ id, title }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block rounded-sm px-2 py-1 text-muted hover:bg-sunken"
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 grow grid-cols-1 gap-6">
          {groups.map(({ id, title, parts }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`} className="mb-3 text-lg font-semibold">
                {title}
              </h2>
              {parts}
            </section>
          ))}
        </div>
      </div>
    </Page>
  )
}

const spoken = { zh: '中文', en: 'English' }

function Switches() {
  const { t } = useWords()
  const { language, theme, density } = useLook()
  return (
    <>
      <Tabs
        label={t('shell.language')}
        value={language}
        onChange={speak}
        tabs={languages.map((value) => ({ value, label: spoken[value] }))}
      />
      <Tabs
        label={t('shell.theme')}
        value={theme}
        onChange={(theme) => setLook({ theme })}
        tabs={themes.map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
      />
      <Tabs
        label={t('shell.density')}
        value={density}
        onChange={(density) => setLook({ density })}
        tabs={densities.map((value) => ({ value, label: t(`shell.density_${value}`) }))}
      />
    </>
  )
}
