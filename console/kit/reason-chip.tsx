import { Chip, type Tone } from './chip.tsx'

/** Why something is where it is, in a few words; pointed at, the note that somebody left. */
export function ReasonChip({
  text,
  note,
  tone = 'warn',
}: {
  text: string
  note?: string | undefined
  tone?: Tone
}) {
  return (
    <Chip tone={tone} title={note ? `${text}: ${note}` : text}>
      {text}
    </Chip>
  )
}
