import type { RefusalTable } from '../../base/http/index.ts'

export const customersRefusals = {
  email_taken: [409, 'Somebody else has this e-mail'],
  phone_not_valid: [
    422,
    'This is no telephone number; without its country’s code, name the country',
  ],
} satisfies RefusalTable
