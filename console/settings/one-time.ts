/** Letters and digits that are not taken for each other when they are read aloud or copied by hand. */
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password of 16 letters by chance (92 bits), in groups of four. */
export function oneTimePassword(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  let made = ''
  // A byte beyond the last whole multiple would make the first letters more likely than the others.
  const limit = 256 - (256 % letters.length)
  while (made.length < 16)
    for (const byte of random(new Uint8Array(32)))
      if (byte < limit && made.length < 16) made += letters[byte % letters.length]
  return (made.match(/.{4}/g) ?? []).join('-')
}
