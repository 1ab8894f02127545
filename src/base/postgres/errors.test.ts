import { expect, test } from 'vitest'
import { explainFailure, PostgresFailure } from './errors.ts'

test('a failure carries its facts and says the remedy', () => {
  const params = { dataDir: '/root/d', closed: '/root', user: 'nobody' }
  const failure = new PostgresFailure('data_folder_closed', params)
  expect(failure).toMatchObject({ code: 'data_folder_closed', params })
  const said = explainFailure(failure)
  for (const part of ['/root/d', 'may not enter /root ', 'nobody', 'DATABASE_URL'])
    expect(said).toContain(part)
})
