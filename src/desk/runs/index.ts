/**
 * One command over many orders, as a run that goes on by itself: looked at before, with an outcome for each order, stopped, tried
 * again and taken back. Each order is changed by the rules that change it alone, as the person who started the run.
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
