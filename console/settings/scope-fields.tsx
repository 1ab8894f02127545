// Where somebody may work: everywhere, or only in some channels and at some locations.
import { useWords } from '../base/words.ts'
import { Check, Checklist, type Choice } from '../kit/checklist.tsx'
import { useLocations, useSettings } from './data.ts'

export type Scope = { channels: string[] | null; locations: string[] | null }

/** Null is no limit; a limit of nothing is refused by the server, so the first tick is part of setting one. */
export function ScopeFields({
  value,
  onChange,
  errors = {},
}: {
  value: Scope
  onChange: (value: Scope) => void
  errors?: { channels?: string | undefined; locations?: string | undefined }
}) {
  const { t } = useWords()
  const { channels, locations } = useScopeChoices(value)
  return (
    <>
      <Limit
        all={t('settings.all_channels')}
        label={t('settings.only_channels')}
        choices={channels}
        value={value.channels}
        onChange={(next) => onChange({ ...value, channels: next })}
        error={errors.channels}
      />
      <Limit
        all={t('settings.all_locations')}
        label={t('settings.only_locations')}
        choices={locations}
        value={value.locations}
        onChange={(next) => onChange({ ...value, locations: next })}
        error={errors.locations}
      />
    </>
  )
}

/** What can be chosen, and what was chosen before it was removed. */
export function useScopeChoices(value: Scope): { channels: Choice[]; locations: Choice[] } {
  const { lang } = useWords()
  const channels = (useSettings('channel') ?? []).map(({ code, value: { name } }) => ({
    value: code,
    label: `${name[lang]} (${code})`,
  }))
  const locations = (useLocations() ?? []).map(({ code, name }) => ({
    value: code,
    label: `${name[lang]} (${code})`,
  }))
  return {
    channels: withChosen(channels, value.channels),
    locations: withChosen(locations, value.locations),
  }
}

function withChosen(choices: Choice[], chosen: readonly string[] | null): Choice[] {
  const known = new Set(choices.map(({ value }) => value))
  const others = (chosen ?? []).filter((one) => !known.has(one))
  return [...choices, ...others.map((one) => ({ value: one, label: one }))]
}

/** All of them, or those that are ticked. */
export function Limit({
  all,
  label,
  choices,
  value,
  onChange,
  error,
}: {
  all: string
  label: string
  choices: readonly Choice[]
  value: string[] | null
  onChange: (value: string[] | null) => void
  error?: string | undefined
}) {
  const { t } = useWords()
  return (
    <div className="grid gap-1">
      <Check
        label={all}
        checked={value === null}
        onChange={(everywhere) => onChange(everywhere ? null : [])}
      />
      {value !== null && (
        <Checklist
          label={label}
          choices={choices}
          value={value}
          onChange={onChange}
          error={error ?? (value.length === 0 ? t('settings.choose_one') : undefined)}
          empty={t('settings.none_yet')}
        />
      )}
    </div>
  )
}

/** A scope in words: `everywhere`, or the names. */
export function useScopeWords(): (scope: {
  channels: readonly string[] | null
  locations: readonly string[] | null
}) => string {
  const { t, lang } = useWords()
  const channels = new Map(
    useSettings('channel')?.map(({ code, value }) => [code, value.name[lang]]),
  )
  const locations = new Map(useLocations()?.map(({ code, name }) => [code, name[lang]]))
  return (scope) => {
    const names = [
      ...(scope.channels ?? []).map((code) => channels.get(code) ?? code),
      ...(scope.locations ?? []).map((code) => locations.get(code) ?? code),
    ]
    return scope.channels === null && scope.locations === null
      ? t('settings.everywhere')
      : names.join(t('common.comma'))
  }
}
