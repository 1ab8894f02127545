/** Makes a value at the first asking and keeps it as long as what it was made for: one memory per house, one reading per `tx`. */
export function oncePer<For extends object, Value>(make: (one: For) => Value): (one: For) => Value {
  const made = new WeakMap<For, { value: Value }>()
  return (one) => {
    const known = made.get(one) ?? { value: make(one) }
    made.set(one, known)
    return known.value
  }
}
