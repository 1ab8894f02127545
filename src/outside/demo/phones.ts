/**
 * Beginnings of telephone numbers that each country's regulator reserves for fiction, so that nobody has them; three digits follow.
 * There is one for each thousand customers of the country in the book, because no two customers may share a number.
 */
const beginnings: Record<string, readonly string[]> = {
  GB: [
    '+44 7700 900',
    '+44 20 7946 0',
    '+44 113 496 0',
    '+44 117 496 0',
    '+44 131 496 0',
    '+44 161 496 0',
    '+44 1632 960',
  ],
  DE: ['+49 30 23125', '+49 69 90009', '+49 40 66969', '+49 221 4710', '+49 89 99998'],
  FR: [0, 1, 2, 3, 4, 5, 6].map((n) => `+33 6 39 98 ${n}`),
  IE: [0, 1, 2, 3, 4, 5, 6].map((n) => `+353 20 91${n} 0`),
  AU: [0, 1, 2, 3, 4, 5, 6].map((n) => `+61 2 5550 ${n}`),
}

/** The customers' numbers of the book begin here. */
const firstThousand = 12

/** The telephone of a customer of the book; undefined where the country has no such numbers, or none is left. */
export function demoPhone(customerRef: string, country: string): string | undefined {
  const number = Number(customerRef)
  const beginning = beginnings[country]?.[Math.floor(number / 1_000) - firstThousand]
  return beginning && `${beginning}${String(number % 1_000).padStart(3, '0')}`
}
