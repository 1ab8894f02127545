import type { RefusalTable } from '../../base/http/index.ts'

/** What the routes for people, sessions and keys may refuse with, besides what every route may. */
export const identityRefusals = {
  wrong_credentials: [401, 'The email or the password is not right'],
  more_than_yours: [403, 'You cannot give or change more than you are allowed yourself'],
  email_taken: [409, 'Somebody else has this e-mail'],
  last_owner: [409, 'The last owner who can sign in has to stay one'],
  owner_has_no_limits: [422, 'An owner cannot be limited to channels or locations'],
  password_too_short: [422, 'The password needs at least 10 characters'],
  password_too_long: [422, 'The password may have at most 200 characters'],
  password_is_email: [422, 'The password must not be the email'],
  password_too_common: [422, 'This password is easy to guess: choose another one'],
  expiry_passed: [422, 'This expiry time has passed: choose a later one'],
} satisfies RefusalTable
