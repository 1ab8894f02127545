/**
 * One command on many orders, as a run in the background: it can be previewed, stopped, retried and undone, and has an outcome for
 * each order. Each order is changed by the same rules as alone, in the name of the person who started the run.
 */
import { module } from '../../base/module/index.ts'
import { runsContract } from './contract.ts'
import { runsFacts } from './facts.ts'
import { runsHandlers } from './http.ts'
import { runsJobs } from './jobs.ts'
import { runsRefusals } from './refusals.ts'
import { forgetRuns } from './runs.sql.ts'
import { verifyRuns } from './verify.ts'

export const runs = module({
  name: 'runs',
  contract: runsContract,
  handlers: ({ database }) => runsHandlers(database),
  facts: runsFacts,
  refusals: runsRefusals,
  jobs: ({ behind, committed }) => runsJobs(behind, committed),
  checks: verifyRuns,
  tidies: [(tx) => forgetRuns(tx, 90)],
})
