/**
 * One command over many orders, as a run that goes on by itself: looked at before, with an outcome for each order, stopped, tried
 * again and taken back. Each order is changed by the rules that change it alone, as the person who started the run.
 */
export { runsContract } from './contract.ts'
export { runsHandlers } from './http.ts'
export { runsJobs } from './jobs.ts'
export { runsRefusals } from './refusals.ts'
export { forgetRuns } from './runs.sql.ts'
export { verifyRuns } from './verify.ts'
