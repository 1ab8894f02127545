import type { RefusalTable } from '../http/index.ts'

export const settingsRefusals = {
  unknown_setting: [422, 'There is no setting of this name'],
  too_many_settings: [409, 'There are as many of these as are allowed'],
} satisfies RefusalTable
