import { hash, verify } from '@node-rs/argon2'
import { gather, type Refusal, refuse } from '../../base/platform/index.ts'

/** Argon2id (the library's default) with the least that OWASP's password storage sheet names: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash of random bytes that nobody knows: checking against it takes as long as a real check and never succeeds. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$kwEqK3e+E1lYQopoNV/08w$O3v69FaO38kTW47LY0YuN00RBacV7o3WVuv3/gSs600'

type Work = () => Promise<string | boolean>

/** Two at a time, because each uses a core for some 40 ms and a flood of them must not delay the other requests. */
const hashing = gather<Work, string | boolean>({ lanes: 2, limit: 1 }, (works) =>
  Promise.all(works.map((work) => work())),
)

/** The hash to keep, in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  return (await hashing.add(() => hash(sameText(password), cost))) as string
}

/** Whether the password belongs to the hash. Null means no user: the check takes as long and answers false. */
export async function checkPassword(kept: string | null, password: string): Promise<boolean> {
  const right = await hashing.add(() => verify(kept ?? nobodysHash, sameText(password)))
  return right === true && kept !== null
}

/** How many passwords wait to be hashed. */
export function waitingPasswords(): number {
  return hashing.waiting()
}

/** Keyboards may enter the same letter as different code points. */
function sameText(password: string): string {
  return password.normalize('NFKC')
}

const commonest = new Set(
  `1234567890 12345678910 0123456789 0987654321 9876543210 1111111111 0000000000 1234512345 1122334455 1234567891
  12345678901 123456789a 123456789q a123456789 1q2w3e4r5t 1qaz2wsx3edc 1q2w3e4r5t6y qwertyuiop qwerty1234 qwerty12345
  qwerty123456 qwertyuiop1 asdfghjkl1 zxcvbnm123 q1w2e3r4t5 password12 password123 password1234 password12345 passw0rd123
  p@ssw0rd123 passwordpassword letmein123 welcome123 welcome1234 iloveyou123 iloveyou12 administrator admin12345 admin123456
  changeme123 changemenow abcdefghij abcd123456 abc1234567 aaaaaaaaaa football123 baseball123 superman123 princess123
  sunshine123 monkey12345 woaini1314 woaini520 5201314520 throughline throughline1 throughline123`.split(
    /\s+/,
  ),
)

/** Ten to 200 characters, not the email, not one of the commonest; no rule about which characters. */
export function refusePassword(password: string, email: string): Refusal | null {
  const { length } = [...password]
  const plain = sameText(password).toLowerCase()
  if (length < 10) return refuse('password_too_short', { least: 10 }, '/password')
  if (length > 200) return refuse('password_too_long', { most: 200 }, '/password')
  if (plain === email.toLowerCase()) return refuse('password_is_email', {}, '/password')
  return commonest.has(plain) ? refuse('password_too_common', {}, '/password') : null
}
