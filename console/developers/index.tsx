export function Developers(_: { onClose: () => void }) {
  return null
}
