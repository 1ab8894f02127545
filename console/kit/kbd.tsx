const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const shown: Record<string, string> = {
  mod: mac ? '⌘' : 'Ctrl',
  // Signs that Mac keyboards carry; others have the word, and their fonts often no such sign.
  shift: mac ? '⇧' : 'Shift',
  enter: mac ? '↵' : 'Enter',
  esc: 'Esc',
  up: '↑',
  down: '↓',
  space: 'Space',
  delete: mac ? '⌫' : 'Delete',
}

/** A key as it stands on the keyboard: `mod+k` is ⌘K on a Mac and Ctrl K elsewhere. */
export function Kbd({ keys }: { keys: string }) {
  const parts = keys.split('+').map((part) => shown[part] ?? part.toUpperCase())
  return (
    <kbd
      translate="no"
      className="inline-block h-fit self-center rounded-sm border border-line bg-sunken px-1 font-sans text-xs leading-4 text-muted"
    >
      {parts.join(mac ? '' : ' ')}
    </kbd>
  )
}
