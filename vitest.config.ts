import { defineConfig } from 'vitest/config'

const common = {
  pool: 'forks',
  // The usual seconds would make tests depend on how busy the machine is.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 40_000 } },
} as const

/** It puts something else in the place of a module, and so has a process of its own. */
const apart = ['src/ground/identity/sign-in.db.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/cluster.ts'],
    maxWorkers: 2,
    projects: [
      { test: { ...common, name: 'apart', include: apart } },
      {
        test: {
          ...common,
          name: 'together',
          include: ['src/**/*.test.ts', 'console/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: apart,
          // Reading the application anew for each file was a fifth of all the work.
          isolate: false,
        },
      },
    ],
  },
})
