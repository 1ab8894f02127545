// What identifies a person is shown in part until somebody asks for it. Pure.

/** `138****8000`: enough to recognise a number that is read out, too little to call it. */
export function maskPhone(phone: string): string {
  const last = phone.slice(-4)
  const first = phone.slice(0, Math.max(0, Math.min(4, phone.length - 6)))
  return `${first}••••${last}`
}

/** `a••••@example.org`. */
export function maskEmail(email: string): string {
  const at = email.indexOf('@')
  return at < 1 ? '••••' : `${email[0]}••••${email.slice(at)}`
}
