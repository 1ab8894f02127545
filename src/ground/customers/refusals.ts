import type { RefusalTable } from '../../base/http/index.ts'

export const customersRefusals = {
  email_taken: [409, 'Somebody else has this e-mail'],
  phone_not_valid: [
    422,
    'This is not a valid telephone number: give the country code, or name the country',
  ],
} satisfies RefusalTable
