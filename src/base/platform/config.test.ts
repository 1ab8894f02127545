import { describe, expect, test } from 'vitest'
import { readConfig } from './index.ts'

describe('the configuration', () => {
  test('has a default for everything that needs one', () => {
    expect(readConfig({})).toMatchObject({
      config: { PORT: 4000, HOST: 'localhost', DEMO: 'on', THROUGHLINE_WEBHOOKS_TO: 'public' },
      problems: [],
      warnings: [],
    })
  })

  test('takes an empty value for none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).config).toMatchObject({ PORT: 4000 })
  })

  test.each([
    ['PORT', 'abc', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535'],
    ['DATABASE_URL', 'postgresfoo', 'DATABASE_URL must be an address like'],
    ['OWNER_KEY', 'short', 'OWNER_KEY must be 16 to 200 characters long'],
    ['DEMO', 'maybe', 'DEMO must be on or off'],
  ])('says what %s must be when it is %s, and never repeats the value', (name, value, sentence) => {
    const { config, problems } = readConfig({ [name]: value })
    expect(config).toBeUndefined()
    expect(problems).toEqual([expect.stringContaining(sentence)])
    expect(problems[0]).not.toContain(value)
  })

  test('says all that is wrong at once', () => {
    expect(readConfig({ PORT: '-1', DEMO: 'x' }).problems).toHaveLength(2)
  })

  test('warns of a setting that is none, with the nearest known name', () => {
    expect(readConfig({ THROUGHLINE_LOGLEVEL: 'debug' }).warnings).toEqual([
      'THROUGHLINE_LOGLEVEL is not a setting; did you mean THROUGHLINE_LOG_LEVEL?',
    ])
  })

  test('does not warn of what the build of the console reads', () => {
    expect(readConfig({ THROUGHLINE_KIT: 'on' }).warnings).toEqual([])
  })
})
