// Two short tones, so that nobody has to look up: one for right, a deeper double one for wrong.

let audio: AudioContext | null = null

/** Plays the tone; where the browser has no sound it stays silent. */
export function sound(good: boolean): void {
  try {
    audio ??= new AudioContext()
    const beeps = good
      ? [[0, 880]]
      : [
          [0, 220],
          [0.16, 220],
        ]
    for (const [after = 0, hertz = 0] of beeps) beep(audio, after, hertz)
  } catch {
    // No sound device: the text says it.
  }
}

function beep(context: AudioContext, after: number, hertz: number): void {
  const from = context.currentTime + after
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0.15, from)
  volume.gain.exponentialRampToValueAtTime(0.001, from + 0.12)
  tone.connect(volume).connect(context.destination)
  tone.start(from)
  tone.stop(from + 0.13)
}
