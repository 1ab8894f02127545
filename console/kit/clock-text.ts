// The time of day as people type it. A time is `14:30`, without a day and a zone.
import { plainDigits } from './money-text.ts'

export type Time = string

/** The time it is here, to the minute. */
export function timeOf(now: Date): Time {
  return written(now.getHours(), now.getMinutes()) as Time
}

/** The instant at which a clock here shows this time on this day. */
export function instantOf(day: string, time: Time): Date {
  return new Date(`${day}T${time}:00`)
}

/** Reads a time: `14:30`, `9.05`, `930`, `9`, `2:30pm`, `下午2点半`, `14点30分`. Null when it is none. */
export function parseTime(text: string): Time | null {
  const plain = plainDigits(text).trim().toLowerCase().replaceAll(/\s+/g, '')
  const chinese = /^(上午|早上|中午|下午|晚上)?(\d{1,2})[点时](?:(\d{1,2})分?|(半))?$/.exec(plain)
  if (chinese) {
    const [, part, hour, minute, half] = chinese
    return written(turned(Number(hour), halves[part ?? '']), half ? 30 : Number(minute ?? 0))
  }
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm)?$/.exec(plain)
  if (!match) return null
  const hour = Number(match[1])
  const half = match[3] as Half | undefined
  if (half && (hour < 1 || hour > 12)) return null
  return written(turned(hour, half), Number(match[2] ?? 0))
}

type Half = 'am' | 'pm'

const halves: Readonly<Partial<Record<string, Half>>> = {
  上午: 'am',
  早上: 'am',
  中午: 'pm',
  下午: 'pm',
  晚上: 'pm',
}

/** An hour of half a day as one of the whole: 12 is the first hour of each half. `下午14点` is said as well. */
function turned(hour: number, half: Half | undefined): number {
  if (half === undefined || hour > 12) return hour
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

function written(hour: number, minute: number): Time | null {
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
