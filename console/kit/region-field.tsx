import { useState } from 'react'
import { useWords } from '../base/words.ts'
import { Combobox } from './combobox.tsx'
import type { FieldProps } from './field.tsx'
import { findRegions, type Region, type Regions, regionText } from './region-tree.ts'
import { loadRegions } from './regions.ts'

/** A province, a city of it, or a whole path: taking a level opens the next one. */
type Step = { name: string; path: Region; more: boolean; back?: true }

const nowhere: Region = { region: '', city: '', district: '' }

/**
 * 省 / 市 / 区 in one field: level by level with the arrow keys and Enter, or at once by typing any part of the names
 * (`深圳 南山`). Backspace in the empty field goes one level up.
 */
export function RegionField({
  value,
  onChange,
  label,
  ...rest
}: Omit<FieldProps, 'label'> & {
  label?: string
  value: Region | null
  onChange: (region: Region | null) => void
}) {
  const { t } = useWords()
  const [at, setAt] = useState<Region>(nowhere)
  const [typed, setTyped] = useState('')
  const chosen = value && { name: '', path: value, more: false }
  const walking = at.region !== ''
  return (
    <Combobox<Step>
      {...rest}
      label={label ?? t('kit.region_label')}
      placeholder={walking ? `${regionText(at)} …` : t('kit.region_hint')}
      value={walking ? null : chosen}
      reload={regionText(at)}
      load={async (text) => stepsOf(await loadRegions(), text, at)}
      keyOf={({ path, back }) => `${back ? '<' : ''}${regionText(path)}`}
      textOf={({ path }) => regionText(path)}
      row={(step) => <StepRow step={step} />}
      leadsOn={({ more, back }) => more || back === true}
      onTyping={setTyped}
      onKeyDown={(event) => {
        if (event.key !== 'Backspace' || typed !== '' || !walking) return
        event.preventDefault()
        setAt(above(at))
      }}
      onChange={(step) => {
        setTyped('')
        if (step === null) {
          setAt(nowhere)
          onChange(null)
        } else if (step.more || step.back) {
          setAt(step.path)
        } else {
          setAt(nowhere)
          onChange(step.path)
        }
      }}
    />
  )
}

function StepRow({ step }: { step: Step }) {
  const { t } = useWords()
  if (step.back) return <span className="text-muted">← {t('kit.region_back')}</span>
  return (
    <>
      <span className="grow">{step.name}</span>
      {step.more && (
        <span aria-hidden="true" className="text-muted">
          ›
        </span>
      )}
    </>
  )
}

function above({ region, city }: Region): Region {
  return city === '' ? nowhere : { region, city: '', district: '' }
}

function stepsOf(regions: Regions, text: string, at: Region): Step[] {
  if (text.trim() !== '')
    return findRegions(regions, text).map((path) => ({
      name: regionText(path),
      path,
      more: false,
    }))
  const next = nextOf(regions, at)
  return at.region === ''
    ? next
    : [{ name: '', path: above(at), more: false, back: true as const }, ...next]
}

function nextOf({ provinces }: Regions, { region, city }: Region): Step[] {
  const cities = provinces.find(({ name }) => name === region)?.cities
  if (!cities)
    return provinces.map(({ name }) => ({ name, path: { ...nowhere, region: name }, more: true }))
  // A city that is its own province is no choice.
  const only = cities.length === 1 ? cities[0] : undefined
  const chosen = cities.find(({ name }) => name === city) ?? only
  if (chosen)
    return chosen.districts.map((name) => ({
      name,
      path: { region, city: chosen.name, district: name },
      more: false,
    }))
  return cities.map(({ name, districts }) => ({
    name,
    path: { region, city: name, district: '' },
    more: districts.length > 0,
  }))
}
