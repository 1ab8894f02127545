import type { ReactNode } from 'react'
import { useWords } from '../base/words.ts'
import { type SettingOf, useSettings } from './data.ts'
import { FormText } from './fields.tsx'
import { Part } from './part.tsx'
import { SettingEditor, usePlaceNames } from './setting.tsx'
import { templateShape } from './shapes.ts'

const empty = { text: { zh: '', en: '' } }
const codes = ['packing_slip_returns', 'packing_slip_footer'] as const

/** The texts that papers take from here, each with the place where it is printed. */
export function TemplatesPart() {
  const { t } = useWords()
  const rows = useSettings('template')
  if (!rows) return null
  return (
    <Part title={t('settings.templates')} effect={t('settings.templates_effect')}>
      <div className="grid max-w-2xl gap-8">
        {codes.map((code) => (
          <Template key={code} code={code} setting={rows.find((row) => row.code === code)} />
        ))}
      </div>
    </Part>
  )
}

function Template({
  code,
  setting,
}: {
  code: (typeof codes)[number]
  setting: SettingOf<'template'> | undefined
}): ReactNode {
  const { t } = useWords()
  const nameOf = usePlaceNames()
  return (
    <section aria-labelledby={code} className="grid gap-2">
      <h3 id={code} className="text-base font-semibold">
        {t(`settings.template_${code}`)}
      </h3>
      <p className="text-sm text-muted">{t(`settings.template_${code}_effect`)}</p>
      <SettingEditor
        kind="template"
        code={code}
        label={t(`settings.template_${code}`)}
        setting={setting}
        empty={empty}
        shape={templateShape}
        fields={(control) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <FormText control={control} name="text.zh" label={nameOf('text.zh')} rows={4} />
            <FormText control={control} name="text.en" label={nameOf('text.en')} rows={4} />
          </div>
        )}
      />
    </section>
  )
}
