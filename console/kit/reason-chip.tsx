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
    <Chip
      tone={tone}
      title={note ?? text}
      // Cut with dots where the place is narrow, never in the middle of a letter.
      className="inline-block! max-w-full truncate align-middle"
    >
      {text}
    </Chip>
  )
}
