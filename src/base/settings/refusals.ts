import type { RefusalTable } from '../http/index.ts'

export const settingsRefusals = {
  unknown_setting: [422, 'There is no setting with this name'],
  too_many_settings: [409, 'The highest number of these settings is reached: remove one first'],
} satisfies RefusalTable
