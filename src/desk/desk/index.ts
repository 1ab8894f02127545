/**
 * What people do at the desk beside single orders: views they keep, one command over many orders as a run that goes on by
 * itself, lists as files, and comments in which colleagues call each other. The flow knows nothing of it.
 */
export { deskContract } from './contract.ts'
export { deskHandlers } from './http.ts'
export { deskJobs } from './jobs.ts'
export { deskRefusals } from './refusals.ts'
export { forgetRuns } from './runs.sql.ts'
export { verifyDesk } from './verify.ts'
